-- Deputies of line managers, and lists kept under a name. Rules: docs/rules/access.md, docs/rules/reports.md.

-- Who looks after the people of a line manager who is away, from a day to a day.
CREATE TABLE deputy (
    id uuid PRIMARY KEY,
    manager_id uuid NOT NULL REFERENCES person (id),
    deputy_id uuid NOT NULL REFERENCES person (id),
    from_on date NOT NULL,
    to_on date NOT NULL,
    named_by uuid REFERENCES person (id),
    named_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK (to_on >= from_on),
    CHECK (deputy_id <> manager_id)
);
CREATE INDEX deputy_deputy ON deputy (deputy_id) WHERE ended_at IS NULL;
CREATE INDEX deputy_manager ON deputy (manager_id);

-- A list narrowed in one's own way: the page and what follows the question mark.
CREATE TABLE saved_view (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    page text NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    saved_at timestamptz NOT NULL,
    UNIQUE (person_id, name)
);

-- What the audit trail tells of a subject, for the timeline of a person.
CREATE INDEX audit_subject ON audit (subject);
