-- Whom to ask: the directory of trained people, SPOC cover, and questions. Rules: docs/rules/directory.md.

-- How a board keeps its part of the directory. Without levels nobody is listed.
CREATE TABLE directory_board (
    board_id uuid PRIMARY KEY REFERENCES board (id),
    seen_by text NOT NULL,                -- those who work in the district, or the partnership
    spoc_level text NOT NULL              -- what SPOCs need
);

-- Whoever is in date with one of these levels is listed.
CREATE TABLE directory_level (
    board_id uuid NOT NULL REFERENCES board (id),
    level text NOT NULL,
    PRIMARY KEY (board_id, level)
);

-- What people chose about their entry; who chose nothing is listed, without these words.
CREATE TABLE directory_choice (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL UNIQUE REFERENCES person (id),
    listed text NOT NULL,
    phone text NOT NULL,                  -- at work
    topics text NOT NULL,                 -- words between spaces
    languages text NOT NULL,
    search_languages text NOT NULL,       -- folded
    chosen_at timestamptz NOT NULL
);

-- Who is named as a SPOC or deputy, for a team or the whole organisation. Ends with the post at the latest.
CREATE TABLE spoc (
    id uuid PRIMARY KEY,                  -- made with the form: the same form twice names once
    post_id uuid NOT NULL REFERENCES post (id),
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    team_id uuid REFERENCES team (id),    -- none: the organisation as a whole
    is_deputy boolean NOT NULL,
    from_on date NOT NULL,
    to_on date,
    named_by uuid REFERENCES person (id),
    named_at timestamptz NOT NULL,
    ended_by uuid REFERENCES person (id),
    ended_at timestamptz,
    CHECK (to_on IS NULL OR to_on >= from_on)
);
CREATE INDEX spoc_post ON spoc (post_id);
CREATE INDEX spoc_named_by ON spoc (named_by) WHERE named_by IS NOT NULL;
CREATE INDEX spoc_ended_by ON spoc (ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX spoc_organisation ON spoc (organisation_id) WHERE ended_at IS NULL;
CREATE INDEX spoc_team ON spoc (team_id) WHERE team_id IS NOT NULL;

-- Cohorts whose members are SPOCs by post, where an organisation says so.
CREATE TABLE spoc_cohort (
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    cohort text NOT NULL,
    PRIMARY KEY (organisation_id, cohort)
);

-- How many SPOCs a team, or an organisation as a whole, needs where it is not the usual number.
CREATE TABLE spoc_minimum (
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    team_id uuid REFERENCES team (id),
    minimum integer NOT NULL,
    CHECK (minimum BETWEEN 1 AND 99)
);
CREATE UNIQUE INDEX spoc_minimum_whole ON spoc_minimum (organisation_id) WHERE team_id IS NULL;
CREATE UNIQUE INDEX spoc_minimum_team ON spoc_minimum (team_id) WHERE team_id IS NOT NULL;
CREATE INDEX spoc_minimum_organisation ON spoc_minimum (organisation_id);

-- Questions to a person or to a board's queue.
CREATE TABLE advice (
    id uuid PRIMARY KEY,                  -- made with the form: the same form twice is one question
    asker_id uuid NOT NULL REFERENCES person (id),
    board_id uuid NOT NULL REFERENCES board (id), -- whose queue it is in, or comes to
    asked_id uuid REFERENCES person (id), -- none: the board
    about text NOT NULL,
    question text NOT NULL,
    asked_at timestamptz NOT NULL,
    answer_by_on date NOT NULL,           -- after this day it goes to the board's queue
    passed_on_at timestamptz,
    answered_by uuid REFERENCES person (id),
    answered_at timestamptz,
    answer text NOT NULL DEFAULT ''
);
CREATE INDEX advice_asker ON advice (asker_id);
CREATE INDEX advice_asked ON advice (asked_id) WHERE asked_id IS NOT NULL;
CREATE INDEX advice_board ON advice (board_id, asked_at);
CREATE INDEX advice_answered_by ON advice (answered_by) WHERE answered_by IS NOT NULL;
CREATE INDEX advice_open ON advice (answer_by_on) WHERE answered_at IS NULL AND passed_on_at IS NULL AND asked_id IS NOT NULL;
