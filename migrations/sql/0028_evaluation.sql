-- What people say of a session, and weeks later of what came of it. Rules: docs/rules/evaluation.md.

-- Who has been asked at which stage, so that nobody is asked twice.
CREATE TABLE evaluation_asked (
    booking_id uuid NOT NULL REFERENCES booking (id),
    stage text NOT NULL,
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (booking_id, stage)
);

-- One answer a booking. Of whoever would rather tell somebody, nothing is kept but that they would, or have.
CREATE TABLE evaluation (
    booking_id uuid PRIMARY KEY REFERENCES booking (id),
    way text NOT NULL,
    relevance integer CHECK (relevance BETWEEN 1 AND 5),
    trainer integer CHECK (trainer BETWEEN 1 AND 5),
    pace text,
    access text,
    will_do text NOT NULL,
    more text NOT NULL,
    may_follow_up boolean NOT NULL,
    answered_at timestamptz NOT NULL      -- when first answered; it can be changed for 14 days
);
CREATE INDEX evaluation_follow_up ON evaluation (booking_id) WHERE may_follow_up;

CREATE TABLE follow_up (
    booking_id uuid NOT NULL REFERENCES booking (id),
    stage text NOT NULL,
    did text,
    helped text NOT NULL,
    hindered text NOT NULL,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (booking_id, stage)
);

-- How confident somebody is of each outcome of the course; before the session only at the first stage.
CREATE TABLE confidence (
    booking_id uuid NOT NULL REFERENCES booking (id),
    stage text NOT NULL,
    number integer NOT NULL,
    outcome text NOT NULL,                -- in the words that were read
    before_rating integer CHECK (before_rating BETWEEN 1 AND 5),
    now_rating integer CHECK (now_rating BETWEEN 1 AND 5),
    PRIMARY KEY (booking_id, stage, number)
);
