//! What somebody has to learn, has learnt, and was given for it.

use super::{Section, day, instant, number, text, yes_no};

pub(super) const SECTIONS: &[Section] = &[
    Section {
        title: "Where you stand",
        table: "standing",
        columns: &[
            text("Level", "x.level"),
            text("Organisation", "o.name"),
            text("Cohort that asks for it", "x.cohort"),
            day("Due", "x.due_on"),
            day("Completed", "x.completed_on"),
            day("Valid until", "x.valid_until"),
            day("Exempt from", "x.exempt_from"),
            day("Exempt until", "x.exempt_until"),
        ],
        from: "standing x JOIN organisation o ON o.id = x.organisation_id WHERE x.person_id = {person} \
               ORDER BY x.level, x.post_id",
    },
    Section {
        title: "Exemptions",
        table: "exemption",
        columns: &[
            text("Level", "x.level"),
            text("Reason", "x.reason"),
            day("From", "x.from_on"),
            day("Until", "x.until_on"),
            text("Given by", "d.name"),
            instant("Given", "x.granted_at"),
            instant("Ended", "x.ended_at"),
        ],
        from: "exemption x LEFT JOIN person d ON d.id = x.granted_by WHERE x.person_id = {person} \
               ORDER BY x.granted_at DESC, x.id",
    },
    Section {
        title: "Dates set for you",
        table: "assigned_date",
        columns: &[
            text("Level", "x.level"),
            day("Due", "x.due_on"),
            text("Reason", "x.reason"),
            text("Set by", "d.name"),
            instant("Set", "x.assigned_at"),
            instant("Ended", "x.ended_at"),
        ],
        from: "assigned_date x LEFT JOIN person d ON d.id = x.assigned_by WHERE x.person_id = {person} \
               ORDER BY x.assigned_at DESC, x.id",
    },
    Section {
        title: "Completed training",
        table: "completion",
        columns: &[
            text("Course", "x.course"),
            text("Level", "x.level"),
            text("Worth", "x.worth"),
            day("Completed", "x.completed_on"),
            day("Valid until", "x.valid_until"),
            text("How", "x.mode"),
            text("Source", "x.source"),
            number("Minutes", "x.minutes"),
            number("Right answers", "x.right_answers"),
            number("Questions", "x.questions"),
            text("Version", "x.content_version"),
            text("Organisation then", "o.name"),
            text("Board then", "b.name"),
            text("Cohorts then", "x.cohorts"),
            text("Left to do", "x.missing"),
            text("Approved by", "d.name"),
            instant("Recorded", "x.recorded_at"),
        ],
        from: "completion x LEFT JOIN organisation o ON o.id = x.organisation_id LEFT JOIN board b ON b.id = x.board_id \
               LEFT JOIN person d ON d.id = x.approved_by WHERE x.person_id = {person} ORDER BY x.completed_on DESC, x.id",
    },
    Section {
        title: "Completions withdrawn",
        table: "completion_withdrawn",
        columns: &[
            text("Course", "c.course"),
            day("Withdrawn", "x.withdrawn_on"),
            text("Why", "x.why"),
            text("Withdrawn by", "d.name"),
        ],
        from: "completion_withdrawn x JOIN completion c ON c.id = x.completion_id LEFT JOIN person d ON d.id = x.withdrawn_by \
               WHERE c.person_id = {person} ORDER BY x.withdrawn_at DESC, x.completion_id",
    },
    Section {
        title: "Claims of training done elsewhere",
        table: "claim",
        columns: &[
            text("Training", "x.title"),
            text("Provider", "x.provider"),
            day("Completed", "x.completed_on"),
            text("State", "x.state"),
            text("Claimed by", "d.name"),
            instant("Claimed", "x.claimed_at"),
        ],
        from: "claim x LEFT JOIN person d ON d.id = x.claimed_by WHERE x.person_id = {person} \
               ORDER BY x.claimed_at DESC, x.id",
    },
    Section {
        title: "What became of your claims",
        table: "claim_step",
        columns: &[
            text("Training", "c.title"),
            text("State", "x.state"),
            text("By", "d.name"),
            instant("When", "x.at"),
            text("What was said", "x.words"),
            text("File", "x.evidence_name"),
        ],
        from: "claim_step x JOIN claim c ON c.id = x.claim_id LEFT JOIN person d ON d.id = x.by_id \
               WHERE c.person_id = {person} ORDER BY x.at DESC, x.id",
    },
    Section {
        title: "Certificates",
        table: "certificate",
        columns: &[
            text("Number", "x.serial"),
            number("Revision", "x.revision"),
            text("Course", "c.course"),
            text("Board", "b.name"),
            text("Code of its check page", "x.code"),
            instant("Issued", "x.issued_at"),
            text("Issued by", "d.name"),
            day("Valid until", "x.valid_until"),
            day("Replaced", "x.replaced_on"),
            day("Revoked", "x.revoked_on"),
            text("Why revoked", "x.revoked_why"),
        ],
        from: "certificate x JOIN completion c ON c.id = x.completion_id JOIN board b ON b.id = x.board_id \
               LEFT JOIN person d ON d.id = x.issued_by WHERE x.person_id = {person} ORDER BY x.issued_at DESC, x.id",
    },
    Section {
        title: "Orders of certificates",
        table: "certificate_order",
        columns: &[
            text("Course", "c.course"),
            text("Number", "x.serial"),
            instant("Ordered", "y.ordered_at"),
            instant("Issued", "x.issued_at"),
            text("What was wrong", "x.problem"),
        ],
        from: "certificate_order x JOIN completion c ON c.id = x.completion_id JOIN certificate_batch y ON y.id = x.batch_id \
               WHERE c.person_id = {person} ORDER BY y.ordered_at DESC, x.batch_id",
    },
    Section {
        title: "Modules taken",
        table: "study",
        columns: &[
            text("Module", "x.module"),
            number("Screen", "x.screen"),
            number("Furthest screen", "x.furthest"),
            instant("Begun", "x.started_at"),
            instant("Last used", "x.updated_at"),
            instant("Passed", "x.passed_at"),
            instant("New attempts given", "x.reset_at"),
        ],
        from: "study x WHERE x.person_id = {person} ORDER BY x.started_at DESC, x.id",
    },
    Section {
        title: "Activities",
        table: "activity_done",
        columns: &[
            text("Module", "s.module"),
            number("Screen", "x.screen"),
            text("What you entered", "x.done"),
            instant("Saved", "x.saved_at"),
        ],
        from: "activity_done x JOIN study s ON s.id = x.study_id WHERE s.person_id = {person} ORDER BY x.saved_at DESC",
    },
    Section {
        title: "Attempts at quizzes",
        table: "attempt",
        columns: &[
            text("Module", "s.module"),
            number("Attempt", "x.number"),
            instant("Begun", "x.started_at"),
            instant("Handed in", "x.submitted_at"),
            number("Right answers", "x.right_answers"),
            yes_no("Passed", "x.passed"),
        ],
        from: "attempt x JOIN study s ON s.id = x.study_id WHERE s.person_id = {person} ORDER BY x.started_at DESC, x.id",
    },
    Section {
        title: "Answers",
        table: "answer",
        columns: &[
            text("Module", "s.module"),
            number("Attempt", "a.number"),
            number("Question", "x.place"),
            text("Answer", "x.given"),
            instant("Saved", "x.saved_at"),
        ],
        from: "answer x JOIN attempt a ON a.id = x.attempt_id JOIN study s ON s.id = a.study_id \
               WHERE s.person_id = {person} ORDER BY x.saved_at DESC, x.place",
    },
    Section {
        title: "Bookings of sessions",
        table: "booking",
        columns: &[
            text("Session", "s.title"),
            instant("Begins", "s.starts_at"),
            text("Reference", "x.reference"),
            text("How it stands", "x.state"),
            instant("Asked", "x.asked_at"),
            text("What you need", "x.access_needs"),
            text("Food", "x.dietary"),
            text("Why it ended", "x.ended_why"),
        ],
        from: "booking x JOIN session s ON s.id = x.session_id WHERE x.person_id = {person} \
               ORDER BY s.starts_at DESC, x.id",
    },
    Section {
        title: "Charges",
        table: "charge",
        columns: &[
            text("Session", "s.title"),
            text("Cause", "x.cause"),
            number("Pence", "x.pence"),
            instant("Made", "x.made_at"),
            instant("The cause has gone", "x.dropped_at"),
            instant("Waived", "x.waived_at"),
            text("Why", "x.waived_why"),
        ],
        from: "charge x JOIN booking b ON b.id = x.booking_id JOIN session s ON s.id = b.session_id \
               WHERE b.person_id = {person} ORDER BY x.made_at DESC, x.id",
    },
    Section {
        title: "Reminders of sessions",
        table: "session_reminder",
        columns: &[
            text("Session", "s.title"),
            number("Days before", "x.days"),
            instant("Noted", "x.noted_at"),
        ],
        from: "session_reminder x JOIN booking b ON b.id = x.booking_id JOIN session s ON s.id = b.session_id \
               WHERE b.person_id = {person} ORDER BY x.noted_at DESC, x.days",
    },
    Section {
        title: "Registers of sessions",
        table: "attendance",
        columns: &[
            text("Session", "s.title"),
            number("Part", "x.part"),
            text("Mark", "x.mark"),
            instant("Marked", "x.marked_at"),
        ],
        from: "attendance x JOIN booking b ON b.id = x.booking_id JOIN session s ON s.id = b.session_id \
               WHERE b.person_id = {person} ORDER BY x.marked_at DESC, x.id",
    },
    Section {
        title: "How you are listed in the directory",
        table: "directory_choice",
        columns: &[
            text("Listed to", "x.listed"),
            text("Telephone at work", "x.phone"),
            text("What you can be asked about", "x.topics"),
            text("Languages", "x.languages"),
            instant("Chosen", "x.chosen_at"),
        ],
        from: "directory_choice x WHERE x.person_id = {person} ORDER BY x.chosen_at DESC",
    },
    Section {
        title: "Times as a SPOC",
        table: "spoc",
        columns: &[
            text("Organisation", "o.name"),
            text("Team", "m.name"),
            yes_no("Deputy", "x.is_deputy"),
            day("From", "x.from_on"),
            day("Until", "x.to_on"),
            text("Named by", "d.name"),
            instant("Named", "x.named_at"),
            instant("Ended", "x.ended_at"),
        ],
        from: "spoc x JOIN post t ON t.id = x.post_id JOIN organisation o ON o.id = x.organisation_id \
               LEFT JOIN team m ON m.id = x.team_id LEFT JOIN person d ON d.id = x.named_by \
               WHERE t.person_id = {person} ORDER BY x.from_on DESC, x.id",
    },
    Section {
        title: "Questions you asked",
        table: "advice",
        columns: &[
            text("About", "x.about"),
            text("Question", "x.question"),
            text("Asked of", "d.name"),
            text("Board", "b.name"),
            instant("Asked", "x.asked_at"),
            instant("Passed on to the board", "x.passed_on_at"),
            instant("Answered", "x.answered_at"),
            text("Answer", "x.answer"),
        ],
        from: "advice x JOIN board b ON b.id = x.board_id LEFT JOIN person d ON d.id = x.asked_id \
               WHERE x.asker_id = {person} ORDER BY x.asked_at DESC, x.id",
    },
    Section {
        title: "Sessions you asked for",
        table: "session_request",
        columns: &[
            text("About", "x.about"),
            number("People", "x.people"),
            text("Place", "x.place"),
            text("Dates", "x.dates"),
            text("Why", "x.why"),
            instant("Asked", "x.asked_at"),
            text("Why it was declined", "x.declined_why"),
        ],
        from: "session_request x WHERE x.person_id = {person} ORDER BY x.asked_at DESC, x.id",
    },
    Section {
        title: "When you were asked about sessions",
        table: "evaluation_asked",
        columns: &[
            text("Session", "s.title"),
            text("Stage", "x.stage"),
            instant("Asked", "x.asked_at"),
        ],
        from: "evaluation_asked x JOIN booking b ON b.id = x.booking_id JOIN session s ON s.id = b.session_id \
               WHERE b.person_id = {person} ORDER BY x.asked_at DESC, x.booking_id, x.stage",
    },
    Section {
        title: "What you said of sessions",
        table: "evaluation",
        columns: &[
            text("Session", "s.title"),
            text("How", "x.way"),
            number("Relevance", "x.relevance"),
            number("Trainer", "x.trainer"),
            text("Pace", "x.pace"),
            text("Access", "x.access"),
            text("What you will do", "x.will_do"),
            text("What else", "x.more"),
            yes_no("May be asked again", "x.may_follow_up"),
            instant("Answered", "x.answered_at"),
        ],
        from: "evaluation x JOIN booking b ON b.id = x.booking_id JOIN session s ON s.id = b.session_id \
               WHERE b.person_id = {person} ORDER BY x.answered_at DESC, x.booking_id",
    },
    Section {
        title: "How confident you said you are",
        table: "confidence",
        columns: &[
            text("Session", "s.title"),
            text("Stage", "x.stage"),
            text("Outcome", "x.outcome"),
            number("Before", "x.before_rating"),
            number("Now", "x.now_rating"),
        ],
        from: "confidence x JOIN booking b ON b.id = x.booking_id JOIN session s ON s.id = b.session_id \
               WHERE b.person_id = {person} ORDER BY s.starts_at DESC, x.booking_id, x.stage, x.number",
    },
    Section {
        title: "What you said came of sessions",
        table: "follow_up",
        columns: &[
            text("Session", "s.title"),
            text("Stage", "x.stage"),
            text("Done", "x.did"),
            text("What helped", "x.helped"),
            text("What was in the way", "x.hindered"),
            instant("Answered", "x.answered_at"),
        ],
        from: "follow_up x JOIN booking b ON b.id = x.booking_id JOIN session s ON s.id = b.session_id \
               WHERE b.person_id = {person} ORDER BY x.answered_at DESC, x.booking_id, x.stage",
    },
    Section {
        title: "Sessions you train on",
        table: "session_trainer",
        columns: &[text("Session", "s.title"), instant("Begins", "s.starts_at")],
        from: "session_trainer x JOIN session s ON s.id = x.session_id WHERE x.person_id = {person} \
               ORDER BY s.starts_at DESC, x.id",
    },
];
