-- E-mails in a board's own words. Rules: docs/rules/notifications.md, N14 to N17.
CREATE TABLE board_text (
    board_id uuid NOT NULL REFERENCES board (id),
    name text NOT NULL,                   -- of the text that came with the program
    subject text NOT NULL,
    body text NOT NULL,                   -- Markdown
    number integer NOT NULL,              -- of its latest change
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (board_id, name)
);
