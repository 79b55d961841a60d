-- Districts, boards, organisations, teams. Rules: docs/rules/organisations.md.
CREATE TABLE setting (
    name text PRIMARY KEY,
    value text NOT NULL
);

CREATE TABLE district (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    demo boolean NOT NULL DEFAULT false
);

CREATE TABLE board (
    id uuid PRIMARY KEY,
    district_id uuid NOT NULL UNIQUE REFERENCES district (id),
    name text NOT NULL UNIQUE,
    prefix text NOT NULL UNIQUE,          -- of its certificates' numbers
    logo text,                            -- SVG
    signatory_name text NOT NULL DEFAULT '',
    signatory_role text NOT NULL DEFAULT '',
    contact_adults text NOT NULL DEFAULT '',
    contact_children text NOT NULL DEFAULT '',
    contact_police text NOT NULL DEFAULT '',
    contact_office text NOT NULL DEFAULT '',
    next_serial bigint NOT NULL DEFAULT 1,
    demo boolean NOT NULL DEFAULT false
);

CREATE TABLE organisation (
    id uuid PRIMARY KEY,
    district_id uuid NOT NULL REFERENCES district (id),
    name text NOT NULL UNIQUE,
    kind text NOT NULL,
    first_responder boolean NOT NULL DEFAULT false,
    demo boolean NOT NULL DEFAULT false
);
CREATE INDEX organisation_district ON organisation (district_id);

CREATE TABLE team (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    parent_id uuid REFERENCES team (id),
    name text NOT NULL
);
CREATE INDEX team_organisation ON team (organisation_id);
CREATE UNIQUE INDEX team_name ON team (organisation_id, name);
