-- Cohorts that explain themselves, and where everybody stands. Rules: docs/rules/classification.md, docs/rules/standing.md.

-- How posts with like job titles and teams are sorted. The first that matches decides; one that is replaced is retired.
CREATE TABLE classification_rule (
    id uuid PRIMARY KEY,
    organisation_id uuid REFERENCES organisation (id), -- none: of the whole partnership, asked after the organisation's
    place integer NOT NULL,
    job_title text NOT NULL,              -- pattern: * stands for anything
    team text NOT NULL,                   -- pattern
    answers text NOT NULL,                -- JSON: question to yes or no
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz NOT NULL,
    retired_at timestamptz
);
CREATE INDEX classification_rule_in_force ON classification_rule (organisation_id, place) WHERE retired_at IS NULL;

-- What is asked of the person in a post and not of the post.
CREATE TABLE post_answer (
    id uuid PRIMARY KEY,
    post_id uuid NOT NULL REFERENCES post (id),
    question text NOT NULL,
    yes boolean NOT NULL,
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz NOT NULL,
    replaced_at timestamptz
);
CREATE UNIQUE INDEX post_answer_in_force ON post_answer (post_id, question) WHERE replaced_at IS NULL;

-- A cohort given or taken by hand.
CREATE TABLE cohort_override (
    id uuid PRIMARY KEY,
    post_id uuid NOT NULL REFERENCES post (id),
    cohort text NOT NULL,
    is_in boolean NOT NULL,
    reason text NOT NULL,
    from_on date NOT NULL,
    until_on date,
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX cohort_override_post ON cohort_override (post_id) WHERE ended_at IS NULL;

-- Which post is in which cohort, from when until when, and why. Follows from the three tables above.
CREATE TABLE membership (
    post_id uuid NOT NULL REFERENCES post (id),
    cohort text NOT NULL,
    since_on date NOT NULL,
    until_on date,
    reason text NOT NULL,
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz,
    PRIMARY KEY (post_id, cohort, since_on)
);
INSERT INTO membership (post_id, cohort, since_on, reason) SELECT post_id, cohort, since_on, reason FROM post_cohort;
DROP TABLE post_cohort;

-- Whether every question asked of the post has been answered, and whether an answer cannot be true.
ALTER TABLE post ADD COLUMN is_classified boolean NOT NULL DEFAULT false;
ALTER TABLE post ADD COLUMN contradiction text;
UPDATE post SET is_classified = true WHERE id IN (SELECT post_id FROM membership);
CREATE INDEX post_unclassified ON post (organisation_id, job_title) WHERE NOT is_classified;

-- Maternity, long-term sickness, a career break: nothing is overdue meanwhile.
CREATE TABLE absence (
    id uuid PRIMARY KEY,
    post_id uuid NOT NULL REFERENCES post (id),
    kind text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    import_id uuid,
    CHECK (to_on IS NULL OR to_on >= from_on)
);
CREATE INDEX absence_post ON absence (post_id);

-- That somebody need not reach a level for a time.
CREATE TABLE exemption (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    level text NOT NULL,
    reason text NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    granted_by uuid REFERENCES person (id),
    granted_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK (until_on >= from_on)
);
CREATE INDEX exemption_person ON exemption (person_id) WHERE ended_at IS NULL;

-- A date set for one person, in place of the one that follows from the framework.
CREATE TABLE assigned_date (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    level text NOT NULL,
    due_on date NOT NULL,
    reason text NOT NULL,
    assigned_by uuid REFERENCES person (id),
    assigned_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX assigned_date_in_force ON assigned_date (person_id, level) WHERE ended_at IS NULL;

-- Who goes first, by which day and how. What is left empty means everybody.
CREATE TABLE wave (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    level text NOT NULL,
    cohort text,
    organisation_id uuid REFERENCES organisation (id),
    team_id uuid REFERENCES team (id),
    in_post_by date NOT NULL,             -- whoever starts later has the framework's own time
    due_on date NOT NULL,
    method text NOT NULL,
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz NOT NULL,
    ended_at timestamptz
);

-- The law changed: what was completed before a day counts until another only.
CREATE TABLE forced_update (
    id uuid PRIMARY KEY,
    level text NOT NULL,
    completed_before date NOT NULL,
    due_on date NOT NULL,
    reason text NOT NULL,
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz NOT NULL,
    ended_at timestamptz
);

-- What each post must reach, with the days from which the state of any day follows. Made by `reassess` from all of the
-- above, from posts and from completions; never written otherwise.
CREATE TABLE standing (
    post_id uuid NOT NULL REFERENCES post (id),
    level text NOT NULL,
    person_id uuid NOT NULL REFERENCES person (id),
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    team_id uuid REFERENCES team (id),
    cohort text NOT NULL,                 -- the one that asks for it first
    is_alone boolean NOT NULL,            -- the person has no other post, so that people can be counted by adding
    from_on date NOT NULL,
    to_on date,
    due_on date NOT NULL,
    completed_on date,
    valid_until date,
    exempt_from date,
    exempt_until date,
    method text NOT NULL DEFAULT '',
    PRIMARY KEY (post_id, level)
);
CREATE INDEX standing_person ON standing (person_id);
CREATE INDEX standing_organisation ON standing (organisation_id, level, team_id);

-- Many people to be reassessed in the background, some hundreds at a time, after `after_person`.
CREATE TABLE reassessment (
    id uuid PRIMARY KEY,
    organisation_id uuid REFERENCES organisation (id), -- none: everybody
    why text NOT NULL,
    requested_by uuid REFERENCES person (id),
    requested_at timestamptz NOT NULL,
    total bigint NOT NULL,
    done bigint NOT NULL DEFAULT 0,
    after_person uuid,
    finished_at timestamptz
);
CREATE INDEX reassessment_open ON reassessment (requested_at) WHERE finished_at IS NULL;
