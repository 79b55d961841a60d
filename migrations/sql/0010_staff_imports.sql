-- Staff lists of employers: what was sent, what was read from it, and what it did. Rules: docs/rules/imports.md.

-- One person may hold several posts under one staff number; lists tell them apart by another.
ALTER TABLE post ADD COLUMN assignment_number text;
-- Lists have named the post, so that it is missed when one does not.
ALTER TABLE post ADD COLUMN is_listed boolean NOT NULL DEFAULT false;
DROP INDEX post_staff_number;
CREATE UNIQUE INDEX post_staff_number ON post (organisation_id, staff_number, person_id, COALESCE(assignment_number, ''))
    WHERE ends_on IS NULL;
CREATE INDEX post_number ON post (organisation_id, staff_number);

-- Two directorates may each have a team of the same name.
DROP INDEX team_name;
CREATE UNIQUE INDEX team_name ON team (organisation_id, COALESCE(parent_id, organisation_id), name);

-- Taking a list back removes people and posts, and every reference to them is looked for.
CREATE INDEX post_team ON post (team_id);
CREATE INDEX team_parent ON team (parent_id);
CREATE INDEX completion_post ON completion (post_id);
CREATE INDEX certificate_issued_by ON certificate (issued_by);
CREATE INDEX certificate_batch_ordered_by ON certificate_batch (ordered_by);
CREATE INDEX role_grant_granted_by ON role_grant (granted_by);
CREATE INDEX post_answer_post ON post_answer (post_id);
CREATE INDEX post_answer_decided_by ON post_answer (decided_by);
CREATE INDEX cohort_override_of ON cohort_override (post_id);
CREATE INDEX cohort_override_decided_by ON cohort_override (decided_by);
CREATE INDEX membership_decided_by ON membership (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX standing_team ON standing (team_id);
CREATE INDEX exemption_of ON exemption (person_id);
CREATE INDEX exemption_granted_by ON exemption (granted_by);
CREATE INDEX assigned_date_of ON assigned_date (person_id);
CREATE INDEX assigned_date_by ON assigned_date (assigned_by);

CREATE TABLE staff_import (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    file_name text NOT NULL,
    file_hash text NOT NULL,              -- SHA-256 of the file as it was sent
    read_as text NOT NULL,
    head_line integer NOT NULL,
    headings text NOT NULL,               -- JSON: each heading, what it means, and where its cells are kept
    is_whole boolean NOT NULL,            -- it names everybody, so that others are missing
    may_bring text NOT NULL,              -- JSON: organisations whose people the sender may bring in
    by_administrator boolean NOT NULL,
    state text NOT NULL,
    row_count integer NOT NULL,
    rows_done integer NOT NULL DEFAULT 0, -- of the step under way
    counts text NOT NULL DEFAULT '{}',    -- JSON: kind of outcome to number
    problem text,                         -- why it was checked again
    sent_by uuid NOT NULL REFERENCES person (id),
    sent_at timestamptz NOT NULL,
    confirmed_by uuid REFERENCES person (id),
    committed_at timestamptz,
    is_superseded boolean NOT NULL DEFAULT false, -- another list has been brought in since
    undone_by uuid REFERENCES person (id),
    undone_at timestamptz,
    claimed_until timestamptz
);
CREATE INDEX staff_import_of ON staff_import (organisation_id, sent_at);
CREATE INDEX staff_import_under_way ON staff_import (state) WHERE state IN ('checking', 'committing', 'undoing');
CREATE UNIQUE INDEX staff_import_file ON staff_import (organisation_id, file_hash) WHERE state NOT IN ('undone', 'discarded');
CREATE INDEX staff_import_sent_by ON staff_import (sent_by);
CREATE INDEX staff_import_confirmed_by ON staff_import (confirmed_by);
CREATE INDEX staff_import_undone_by ON staff_import (undone_by);

-- The cells that are kept, some thousand rows together.
CREATE TABLE staff_import_part (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    place integer NOT NULL,
    cells text NOT NULL,                  -- JSON: line, then cells
    PRIMARY KEY (import_id, place)
);

-- What the headings of an organisation's lists have been said to mean.
CREATE TABLE staff_import_heading (
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    heading text NOT NULL,
    meaning text NOT NULL,
    PRIMARY KEY (organisation_id, heading)
);

-- What the organisations and teams in an organisation's lists have been said to be.
CREATE TABLE staff_import_choice (
    home_id uuid NOT NULL REFERENCES organisation (id),
    organisation text NOT NULL,           -- as it is compared
    path text NOT NULL,                   -- as it is compared
    choice text NOT NULL,
    organisation_id uuid REFERENCES organisation (id),
    team_id uuid REFERENCES team (id),
    PRIMARY KEY (home_id, organisation, path)
);
CREATE INDEX staff_import_choice_organisation ON staff_import_choice (organisation_id);
CREATE INDEX staff_import_choice_team ON staff_import_choice (team_id);

-- The organisations and teams as a list writes them, and what they are.
CREATE TABLE staff_import_place (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    place integer NOT NULL,
    organisation text NOT NULL,
    path text NOT NULL,                   -- JSON
    row_count integer NOT NULL,
    state text NOT NULL,
    organisation_id uuid REFERENCES organisation (id),
    PRIMARY KEY (import_id, place)
);
CREATE INDEX staff_import_place_organisation ON staff_import_place (organisation_id);

-- The organisations whose people a list is about, and how many it misses.
CREATE TABLE staff_import_organisation (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    listed integer NOT NULL,
    missing integer NOT NULL,
    have_left boolean,                    -- what was said of the missing
    PRIMARY KEY (import_id, organisation_id)
);
CREATE INDEX staff_import_organisation_of ON staff_import_organisation (organisation_id);

-- What was said of rows that may be about somebody known.
CREATE TABLE staff_import_sameness (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    line integer NOT NULL,
    person_id uuid,                       -- none: somebody new
    PRIMARY KEY (import_id, line)
);

-- Teams to be made.
CREATE TABLE staff_import_team (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    id uuid NOT NULL,
    place integer NOT NULL,               -- each after the one it is in
    organisation_id uuid NOT NULL,
    parent_id uuid,
    name text NOT NULL,
    PRIMARY KEY (import_id, id)
);

-- What is to become, or has become, of each row and of everybody missing.
CREATE TABLE staff_import_row (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    place integer NOT NULL,
    line integer,                         -- none: not in the list
    kind text NOT NULL,
    name text NOT NULL,
    staff_number text NOT NULL,
    told text NOT NULL,                   -- JSON: changes, faults, remarks, candidates
    open_place integer,
    person_id uuid,
    person_step text,                     -- add, change, or none
    person_name text,
    search_name text,
    email text,
    post_id uuid,
    post_step text,
    organisation_id uuid,
    team_id uuid,
    job_title text,
    contract text,
    post_number text,
    assignment_number text,
    manager_id uuid,
    starts_on date,
    ends_on date,
    is_main boolean,
    ended_post_id uuid,                   -- because another begins, or because its holder is missing
    ended_on date,
    PRIMARY KEY (import_id, place)
);
CREATE INDEX staff_import_row_kind ON staff_import_row (import_id, kind, place);

-- The rows that are not brought in, as they were sent.
CREATE TABLE staff_import_left_out (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    line integer NOT NULL,
    cells text NOT NULL,                  -- JSON
    PRIMARY KEY (import_id, line)
);

-- Times away to be added or changed.
CREATE TABLE staff_import_absence (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    id uuid NOT NULL,
    step text NOT NULL,
    post_id uuid NOT NULL,
    kind text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    was_to_on date,
    PRIMARY KEY (import_id, id)
);

-- Roles that end with the posts of leavers.
CREATE TABLE staff_import_grant (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    id uuid NOT NULL,
    was_ends_on date,
    ends_on date NOT NULL,
    PRIMARY KEY (import_id, id)
);

-- People and posts as they were.
CREATE TABLE staff_import_person (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    id uuid NOT NULL,
    name text NOT NULL,
    search_name text NOT NULL,
    email text,
    PRIMARY KEY (import_id, id)
);
CREATE TABLE staff_import_post (
    import_id uuid NOT NULL REFERENCES staff_import (id),
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    team_id uuid,
    job_title text NOT NULL,
    contract text NOT NULL,
    staff_number text,
    assignment_number text,
    manager_id uuid,
    starts_on date NOT NULL,
    ends_on date,
    is_main boolean NOT NULL,
    is_listed boolean NOT NULL,
    PRIMARY KEY (import_id, id)
);
