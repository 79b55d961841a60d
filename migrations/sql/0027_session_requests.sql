-- Sessions that somebody asks for. Rules: docs/rules/sessions.md.

CREATE TABLE session_request (
    id uuid PRIMARY KEY,                  -- made with the form: the same form twice is one request
    person_id uuid NOT NULL REFERENCES person (id), -- who asks
    organisation_id uuid NOT NULL REFERENCES organisation (id), -- for whose people
    course_id uuid REFERENCES course (id), -- none: any course that reaches a level
    about text NOT NULL,                  -- title of the course or of the level when it was asked for
    people integer NOT NULL,
    place text NOT NULL,
    dates text NOT NULL,
    why text NOT NULL,
    asked_at timestamptz NOT NULL,
    taken_by uuid REFERENCES person (id),
    taken_at timestamptz,
    decided_by uuid REFERENCES person (id),
    decided_at timestamptz,
    session_id uuid REFERENCES session (id), -- put on for it; none once decided: declined
    declined_why text NOT NULL DEFAULT '',
    CHECK (people > 0),
    CHECK (session_id IS NULL OR decided_at IS NOT NULL)
);
CREATE INDEX session_request_person ON session_request (person_id);
CREATE INDEX session_request_open ON session_request (asked_at) WHERE decided_at IS NULL;
CREATE INDEX session_request_organisation ON session_request (organisation_id);
CREATE INDEX session_request_course ON session_request (course_id) WHERE course_id IS NOT NULL;
CREATE INDEX session_request_session ON session_request (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX session_request_taken_by ON session_request (taken_by) WHERE taken_by IS NOT NULL;
CREATE INDEX session_request_decided_by ON session_request (decided_by) WHERE decided_by IS NOT NULL;
