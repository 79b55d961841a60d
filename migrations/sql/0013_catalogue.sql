-- The menu of training, what boards have ratified, and claims of training done elsewhere.
-- Rules: docs/rules/catalogue.md, docs/rules/records.md.

-- A course of the menu as it is now.
CREATE TABLE course (
    id uuid PRIMARY KEY,
    name text UNIQUE,                     -- of the file it came with; none for one added in the browser
    same text NOT NULL UNIQUE,            -- title and provider, folded: no course twice
    edition integer NOT NULL,             -- rises when it is no longer the same training
    number integer NOT NULL,              -- of its latest change
    document text NOT NULL,               -- JSON
    changed_at timestamptz NOT NULL
);

-- A course as it was after each change, the latest among them.
CREATE TABLE course_change (
    course_id uuid NOT NULL REFERENCES course (id),
    number integer NOT NULL,
    edition integer NOT NULL,
    document text NOT NULL,               -- JSON
    changed_by uuid REFERENCES person (id), -- none: it came with the content
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (course_id, number)
);

-- That a board has ratified a version of a module or an edition of a course, and perhaps withdrawn that.
CREATE TABLE ratification (
    id uuid PRIMARY KEY,
    board_id uuid NOT NULL REFERENCES board (id),
    module_version_id uuid REFERENCES module_version (id),
    course_id uuid REFERENCES course (id),
    edition integer,
    ratified_on date NOT NULL,
    ratified_by text NOT NULL,            -- who acted for the board
    note text NOT NULL,
    recorded_by uuid REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    withdrawn_on date,
    withdrawn_by text,
    withdrawn_why text,
    withdrawal_recorded_by uuid REFERENCES person (id),
    withdrawal_recorded_at timestamptz,
    CHECK ((module_version_id IS NULL) <> (course_id IS NULL)),
    CHECK ((course_id IS NULL) = (edition IS NULL)),
    CHECK (withdrawn_on IS NULL OR withdrawn_on >= ratified_on)
);
CREATE UNIQUE INDEX ratification_of_module ON ratification (board_id, module_version_id) WHERE withdrawn_on IS NULL AND module_version_id IS NOT NULL;
CREATE UNIQUE INDEX ratification_of_course ON ratification (board_id, course_id, edition) WHERE withdrawn_on IS NULL AND course_id IS NOT NULL;

-- When a board counted, or counts, ratified training only.
CREATE TABLE ratified_only (
    id uuid PRIMARY KEY,
    board_id uuid NOT NULL REFERENCES board (id),
    from_on date NOT NULL,
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz NOT NULL,
    until_on date,                        -- the first day on which it no longer does
    ended_by uuid REFERENCES person (id),
    ended_at timestamptz
);
CREATE UNIQUE INDEX ratified_only_in_force ON ratified_only (board_id) WHERE until_on IS NULL;

-- A file that shows that training was done: each once, whoever sends it.
CREATE TABLE evidence (
    hash text PRIMARY KEY,                -- SHA-256 of its bytes
    kind text NOT NULL,                   -- told by its first bytes
    bytes bytea NOT NULL,
    kept_at timestamptz NOT NULL
);

-- That somebody has done training elsewhere, for somebody else to verify.
CREATE TABLE claim (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    course_id uuid REFERENCES course (id), -- none for one that is not on the menu
    edition integer,
    title text NOT NULL,
    provider text NOT NULL,
    same text NOT NULL,                   -- what two claims of the same course have in common
    completed_on date NOT NULL,
    state text NOT NULL,
    claimed_by uuid REFERENCES person (id),
    claimed_at timestamptz NOT NULL,
    CHECK ((course_id IS NULL) = (edition IS NULL))
);
CREATE UNIQUE INDEX claim_once ON claim (person_id, same, completed_on) WHERE state IN ('waiting', 'asked', 'verified');
CREATE INDEX claim_person ON claim (person_id);
CREATE INDEX claim_state ON claim (state, claimed_at);
CREATE INDEX claim_claimed_by ON claim (claimed_by) WHERE claimed_by IS NOT NULL;

-- What happened to a claim, with the words and the file that came with it. Rows are added, never changed.
CREATE TABLE claim_step (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL REFERENCES claim (id),
    state text NOT NULL,                  -- that the claim has come to
    by_id uuid REFERENCES person (id),
    at timestamptz NOT NULL,
    words text NOT NULL,
    evidence_hash text REFERENCES evidence (hash),
    evidence_name text,
    CHECK ((evidence_hash IS NULL) = (evidence_name IS NULL))
);
CREATE INDEX claim_step_claim ON claim_step (claim_id, at);
CREATE INDEX claim_step_evidence ON claim_step (evidence_hash);
CREATE INDEX claim_step_by ON claim_step (by_id) WHERE by_id IS NOT NULL;

-- What a completion was, where it was no module, and who has found it right.
ALTER TABLE completion ADD COLUMN course_id uuid REFERENCES course (id);
ALTER TABLE completion ADD COLUMN edition integer;
ALTER TABLE completion ADD COLUMN claim_id uuid REFERENCES claim (id);
ALTER TABLE completion ADD COLUMN approved_by uuid REFERENCES person (id);
ALTER TABLE completion ADD COLUMN missing text NOT NULL DEFAULT ''; -- with a part: what is left to do
CREATE UNIQUE INDEX completion_claim ON completion (claim_id, level) WHERE claim_id IS NOT NULL;
CREATE INDEX completion_approved_by ON completion (approved_by) WHERE approved_by IS NOT NULL;

-- That a completion no longer counts. The completion itself stays as it was.
CREATE TABLE completion_withdrawn (
    completion_id uuid PRIMARY KEY REFERENCES completion (id),
    withdrawn_on date NOT NULL,
    why text NOT NULL,
    withdrawn_by uuid REFERENCES person (id),
    withdrawn_at timestamptz NOT NULL
);
