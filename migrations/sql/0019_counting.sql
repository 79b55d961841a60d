-- Figures over many people are counted from indexes alone, in their order. Rules: docs/rules/reports.md.

DROP INDEX standing_organisation;
CREATE INDEX standing_counted ON standing (organisation_id, level, cohort, is_alone, team_id, person_id, from_on, to_on,
    due_on, completed_on, valid_until, exempt_from, exempt_until);

-- Those with several posts are few, and are found without the others.
CREATE INDEX standing_several ON standing (person_id, level, cohort, organisation_id, team_id, is_alone, from_on, to_on,
    due_on, completed_on, valid_until, exempt_from, exempt_until) WHERE NOT is_alone;

-- Who has anything overdue, each person once.
DROP INDEX standing_person;
CREATE INDEX standing_person ON standing (person_id, due_on, completed_on, valid_until, exempt_from, exempt_until, from_on,
    to_on);

-- Who holds a post on a day, each person once.
DROP INDEX post_person;
CREATE INDEX post_held ON post (person_id, starts_on, ends_on, organisation_id, team_id);
