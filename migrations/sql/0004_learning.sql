-- Module versions, studies, attempts. Rules: docs/rules/learning.md.
CREATE TABLE module_version (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    version text NOT NULL,
    title text NOT NULL,
    level text NOT NULL,
    document text NOT NULL,               -- JSON
    is_current boolean NOT NULL,
    imported_at timestamptz NOT NULL,
    UNIQUE (name, version)
);
CREATE UNIQUE INDEX module_version_current ON module_version (name) WHERE is_current;

CREATE TABLE study (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    module_version_id uuid NOT NULL REFERENCES module_version (id),
    module text NOT NULL,
    screen integer NOT NULL,
    furthest integer NOT NULL,
    started_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    passed_at timestamptz,
    reset_at timestamptz                  -- attempts before this no longer count
);
CREATE UNIQUE INDEX study_under_way ON study (person_id, module) WHERE passed_at IS NULL;
CREATE INDEX study_person ON study (person_id, module);

CREATE TABLE activity_done (
    study_id uuid NOT NULL REFERENCES study (id),
    screen integer NOT NULL,
    done text NOT NULL,                   -- JSON
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (study_id, screen)
);

CREATE TABLE attempt (
    id uuid PRIMARY KEY,
    study_id uuid NOT NULL REFERENCES study (id),
    number integer NOT NULL,
    drawn text NOT NULL,                  -- JSON: questions and the order shown
    started_at timestamptz NOT NULL,
    submitted_at timestamptz,
    right_answers integer,
    passed boolean,
    UNIQUE (study_id, number),
    CHECK ((submitted_at IS NULL) = (passed IS NULL))
);
CREATE UNIQUE INDEX attempt_under_way ON attempt (study_id) WHERE submitted_at IS NULL;

CREATE TABLE answer (
    attempt_id uuid NOT NULL REFERENCES attempt (id),
    place integer NOT NULL,
    given text NOT NULL,                  -- JSON
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (attempt_id, place)
);
