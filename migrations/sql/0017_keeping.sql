-- What is kept of people, and for how long.

-- The entries by somebody are found without reading the whole trail.
CREATE INDEX audit_actor ON audit (actor) WHERE actor IS NOT NULL;

-- Two records made one: what moved from one to the other, so that it can move back.
CREATE TABLE merger (
    id uuid PRIMARY KEY,
    kept_id uuid NOT NULL REFERENCES person (id),
    merged_id uuid NOT NULL REFERENCES person (id),
    moved text NOT NULL,                  -- JSON: for each table and column, the ids of the rows
    was text NOT NULL,                    -- JSON: names, addresses and ways to sign in before
    merged_by uuid REFERENCES person (id),
    merged_at timestamptz NOT NULL,
    undone_by uuid REFERENCES person (id),
    undone_at timestamptz,
    CHECK (kept_id <> merged_id)
);
CREATE UNIQUE INDEX merger_in_force ON merger (merged_id) WHERE undone_at IS NULL;
CREATE INDEX merger_kept ON merger (kept_id);

-- For how long an organisation keeps its leavers by name.
CREATE TABLE retention (
    organisation_id uuid PRIMARY KEY REFERENCES organisation (id),
    years integer NOT NULL,
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz NOT NULL,
    CHECK (years BETWEEN 1 AND 40)
);

-- A proposal to anonymise leavers of an organisation, which a second person agrees to.
CREATE TABLE anonymising (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    left_before date NOT NULL,
    people bigint NOT NULL,
    done bigint NOT NULL DEFAULT 0,
    proposed_by uuid REFERENCES person (id),
    proposed_at timestamptz NOT NULL,
    agreed_by uuid REFERENCES person (id),
    agreed_at timestamptz,
    withdrawn_by uuid REFERENCES person (id),
    withdrawn_at timestamptz,
    finished_at timestamptz,
    CHECK (agreed_at IS NULL OR withdrawn_at IS NULL),
    CHECK (agreed_by IS NULL OR agreed_by <> proposed_by)
);
CREATE UNIQUE INDEX anonymising_open ON anonymising (organisation_id) WHERE finished_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX anonymising_agreed ON anonymising (agreed_at) WHERE finished_at IS NULL AND agreed_at IS NOT NULL;

-- The people of a proposal.
CREATE TABLE anonymising_person (
    anonymising_id uuid NOT NULL REFERENCES anonymising (id),
    person_id uuid NOT NULL REFERENCES person (id),
    left_on date NOT NULL,
    anonymised_at timestamptz,
    left_out_why text,
    PRIMARY KEY (anonymising_id, person_id)
);
CREATE INDEX anonymising_person_of ON anonymising_person (person_id);

ALTER TABLE person ADD COLUMN anonymised_at timestamptz;
