-- The day of a session: walk-ins, how much has to be attended, signing in by a code. Rules: docs/rules/sessions.md.

-- How many of its parts have to be attended, in per cent.
ALTER TABLE session ADD COLUMN share integer NOT NULL DEFAULT 100 CHECK (share BETWEEN 1 AND 100);

-- Whoever came without a booking and is known: on the register, without taking a place.
ALTER TABLE booking ADD COLUMN is_walk_in boolean NOT NULL DEFAULT false;

-- Whoever came without a booking and was not found among the people, until somebody says who it is.
CREATE TABLE walk_in (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session (id),
    name text NOT NULL,                   -- all three as the trainer typed them; empty when they have been forgotten
    organisation text NOT NULL,
    email text NOT NULL,
    added_by uuid REFERENCES person (id),
    added_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX walk_in_once ON walk_in (session_id, name, organisation, email) WHERE name <> '';
CREATE INDEX walk_in_session ON walk_in (session_id);
CREATE INDEX walk_in_added_by ON walk_in (added_by) WHERE added_by IS NOT NULL;

-- Their marks, which become attendance when they are found. Rows are added, never changed; the latest one counts.
CREATE TABLE walk_in_mark (
    id uuid PRIMARY KEY,
    walk_in_id uuid NOT NULL REFERENCES walk_in (id),
    part integer NOT NULL,
    mark text NOT NULL,
    marked_by uuid REFERENCES person (id),
    marked_at timestamptz NOT NULL
);
CREATE INDEX walk_in_mark_walk_in ON walk_in_mark (walk_in_id);
CREATE INDEX walk_in_mark_marked_by ON walk_in_mark (marked_by) WHERE marked_by IS NOT NULL;

-- From what the codes of a session are made by which people sign in themselves; none before its first code is shown.
CREATE TABLE session_code (
    session_id uuid PRIMARY KEY REFERENCES session (id),
    secret bytea NOT NULL
);
