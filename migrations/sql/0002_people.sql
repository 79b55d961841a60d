-- Persons, posts, cohorts of posts, roles, and how people sign in. Rules: docs/rules/people.md.
CREATE TABLE person (
    id uuid PRIMARY KEY,
    name text NOT NULL,                   -- as it is shown and printed
    search_name text NOT NULL,            -- folded
    email text UNIQUE,                    -- at work, lower case; none for those without
    demo boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL
);
CREATE INDEX person_search_name ON person (search_name);

CREATE TABLE post (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    team_id uuid REFERENCES team (id),
    job_title text NOT NULL,
    contract text NOT NULL,
    staff_number text,
    manager_id uuid REFERENCES person (id),
    starts_on date NOT NULL,
    ends_on date,
    is_main boolean NOT NULL DEFAULT true,
    CHECK (ends_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX post_person ON post (person_id);
CREATE INDEX post_organisation ON post (organisation_id, person_id);
CREATE INDEX post_manager ON post (manager_id);
CREATE UNIQUE INDEX post_staff_number ON post (organisation_id, staff_number, person_id) WHERE ends_on IS NULL;

CREATE TABLE post_cohort (
    post_id uuid NOT NULL REFERENCES post (id),
    cohort text NOT NULL,
    since_on date NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (post_id, cohort)
);

CREATE TABLE role_grant (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    role text NOT NULL,
    organisation_id uuid REFERENCES organisation (id),
    board_id uuid REFERENCES board (id),
    starts_on date NOT NULL,
    ends_on date,
    granted_by uuid REFERENCES person (id)
);
CREATE INDEX role_grant_person ON role_grant (person_id);

CREATE TABLE account (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL UNIQUE REFERENCES person (id),
    password_hash text,
    totp_secret bytea,                    -- enrolled when totp_confirmed_at is set
    totp_confirmed_at timestamptz,
    totp_last_step bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    closed_at timestamptz
);

CREATE TABLE recovery_code (
    account_id uuid NOT NULL REFERENCES account (id),
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account_id, code_hash)
);

-- Invitations and password resets: a link works once.
CREATE TABLE account_link (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    purpose text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX account_link_account ON account_link (account_id);

-- One-time codes on printed joining slips, for people without e-mail.
CREATE TABLE joining_slip (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    staff_number text NOT NULL,
    code_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX joining_slip_number ON joining_slip (organisation_id, staff_number);

CREATE TABLE sign_in (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    form_token text NOT NULL,             -- against forged posts
    second_factor_at timestamptz,
    signed_in_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    agent text NOT NULL DEFAULT ''
);
CREATE INDEX sign_in_account ON sign_in (account_id);

CREATE TABLE guess (
    about text PRIMARY KEY,               -- hash of an account name or an address
    failures integer NOT NULL,
    last_at timestamptz NOT NULL
);
