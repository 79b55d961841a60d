-- Whether a board asks those who came to a session what it was worth, and whether their certificate waits for it.
-- Rules: docs/rules/evaluation.md.
ALTER TABLE board ADD COLUMN evaluation text NOT NULL DEFAULT 'before_certificate';
