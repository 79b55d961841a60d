-- The learner record. Rules: docs/rules/records.md. Rows are added, never changed.
CREATE TABLE completion (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    level text NOT NULL,
    worth text NOT NULL,
    course text NOT NULL,
    mode text NOT NULL,
    source text NOT NULL,
    minutes integer NOT NULL,
    right_answers integer,
    questions integer,
    content_version text NOT NULL,
    module_version_id uuid REFERENCES module_version (id),
    attempt_id uuid UNIQUE REFERENCES attempt (id),
    completed_on date NOT NULL,
    valid_until date,
    post_id uuid REFERENCES post (id),
    organisation_id uuid REFERENCES organisation (id),
    board_id uuid REFERENCES board (id),
    cohorts text NOT NULL,                -- JSON
    framework_version_id uuid REFERENCES framework_version (id),
    recorded_at timestamptz NOT NULL
);
CREATE INDEX completion_person ON completion (person_id, level);
CREATE INDEX completion_board ON completion (board_id, completed_on);
