-- How a framework's version comes about: drafts, comments, endorsements. Rules: docs/rules/framework.md.
CREATE TABLE framework_draft (
    id uuid PRIMARY KEY,
    form_key text NOT NULL UNIQUE,        -- one form, one draft, however often it is posted
    version text NOT NULL,
    title text NOT NULL,
    document text NOT NULL,               -- JSON
    edition bigint NOT NULL DEFAULT 1,    -- one more with every change
    copied_from uuid NOT NULL REFERENCES framework_version (id),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES person (id),
    changed_at timestamptz NOT NULL,
    changed_by_name text NOT NULL,
    changed_part text NOT NULL,
    shared_at timestamptz,
    published_at timestamptz,
    given_up_at timestamptz,
    CHECK (published_at IS NULL OR given_up_at IS NULL),
    CHECK (published_at IS NULL OR shared_at IS NOT NULL)
);

-- Kept for ever, as they were made: name and place are those of the day.
CREATE TABLE framework_comment (
    id uuid PRIMARY KEY,
    draft_id uuid NOT NULL REFERENCES framework_draft (id),
    form_key text NOT NULL UNIQUE,
    part text,                            -- of the framework; none for the whole
    edition bigint NOT NULL,              -- of the draft that was read
    text text NOT NULL,
    person_id uuid REFERENCES person (id),
    by_name text NOT NULL,
    by_place text NOT NULL,
    made_at timestamptz NOT NULL
);
CREATE INDEX framework_comment_draft ON framework_comment (draft_id, made_at);

CREATE TABLE framework_endorsement (
    id uuid PRIMARY KEY,
    draft_id uuid NOT NULL REFERENCES framework_draft (id),
    board_id uuid NOT NULL REFERENCES board (id),
    board_name text NOT NULL,
    edition bigint NOT NULL,
    person_id uuid REFERENCES person (id),
    by_name text NOT NULL,
    made_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_why text,
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE UNIQUE INDEX framework_endorsement_in_force ON framework_endorsement (draft_id, board_id) WHERE ended_at IS NULL;

-- Whom a draft would touch, worked out in the background, some people at a time, after `after_person`.
CREATE TABLE framework_preview (
    draft_id uuid PRIMARY KEY REFERENCES framework_draft (id),
    edition bigint NOT NULL,              -- of the draft that is looked at
    before_id uuid REFERENCES framework_version (id), -- the version compared with
    effective_on date NOT NULL,
    asked_on date NOT NULL,
    asked_at timestamptz NOT NULL,
    total bigint NOT NULL,
    done bigint NOT NULL DEFAULT 0,
    after_person uuid,
    finished_at timestamptz,
    result text NOT NULL                  -- JSON
);
CREATE INDEX framework_preview_open ON framework_preview (asked_at) WHERE finished_at IS NULL;

-- What was imported before counts as published; an example is there to be copied and never in force.
ALTER TABLE framework_version ADD COLUMN title text NOT NULL DEFAULT '';
ALTER TABLE framework_version ADD COLUMN standing text NOT NULL DEFAULT 'published';
ALTER TABLE framework_version ADD COLUMN draft_id uuid REFERENCES framework_draft (id);
ALTER TABLE framework_version ADD COLUMN published_by uuid REFERENCES person (id);
ALTER TABLE framework_version ADD COLUMN begun_at timestamptz;    -- when everybody's standing was asked to follow it
UPDATE framework_version SET title = name, begun_at = imported_at;
CREATE INDEX framework_version_in_force ON framework_version (effective_on) WHERE standing = 'published';
CREATE UNIQUE INDEX framework_version_draft ON framework_version (draft_id) WHERE draft_id IS NOT NULL;
