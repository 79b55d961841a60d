-- Versions of training frameworks, kept whole. Rules: docs/rules/framework.md.
CREATE TABLE framework_version (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    version text NOT NULL,
    effective_on date NOT NULL,
    document text NOT NULL,               -- JSON
    imported_at timestamptz NOT NULL,
    UNIQUE (name, version)
);
