//! Messages, words written for others to read, and lists that somebody stood in.

use super::{Section, day, instant, number, text, yes_no};

pub(super) const SECTIONS: &[Section] = &[
    Section {
        title: "Messages sent to you",
        table: "outbox",
        columns: &[
            text("Subject", "x.subject"),
            text("Address", "x.to_address"),
            instant("Written", "x.created_at"),
            instant("Sent", "x.sent_at"),
            text("What was wrong", "x.problem"),
        ],
        from: "outbox x WHERE x.to_address = (SELECT p.email FROM person p WHERE p.id = {person}) \
               OR x.certificate_id IN (SELECT c.id FROM certificate c WHERE c.person_id = {person}) \
               ORDER BY x.created_at DESC, x.id",
    },
    Section {
        title: "Reminders",
        table: "reminder",
        columns: &[
            text("Level", "x.level"),
            day("Due", "x.due_on"),
            text("Step", "x.step"),
            text("Outcome", "x.outcome"),
            text("To", "r.name"),
            text("Asked for by", "d.name"),
            instant("Noted", "x.made_at"),
            instant("Settled", "x.settled_at"),
        ],
        from: "reminder x LEFT JOIN person r ON r.id = x.recipient_id LEFT JOIN person d ON d.id = x.asked_by \
               WHERE x.person_id = {person} ORDER BY x.made_at DESC, x.level, x.step",
    },
    Section {
        title: "Days on which a mail of reminders was written to you",
        table: "digest",
        columns: &[day("Day", "x.on_day"), instant("Written", "x.made_at")],
        from: "digest x WHERE x.person_id = {person} ORDER BY x.on_day DESC",
    },
    Section {
        title: "Your address, where no reminder goes to it",
        table: "mail_stop",
        columns: &[
            text("Address", "x.address"),
            text("Why", "x.why"),
            instant("Stopped", "x.stopped_at"),
            text("Stopped by", "d.name"),
            instant("Lifted", "x.lifted_at"),
        ],
        from: "mail_stop x LEFT JOIN person d ON d.id = x.stopped_by \
               WHERE x.address = (SELECT p.email FROM person p WHERE p.id = {person}) ORDER BY x.stopped_at DESC, x.id",
    },
    Section {
        title: "Your comments on the framework",
        table: "framework_comment",
        columns: &[
            text("Comment", "x.text"),
            text("About", "x.part"),
            text("Written as", "x.by_name"),
            text("From", "x.by_place"),
            instant("Written", "x.made_at"),
        ],
        from: "framework_comment x WHERE x.person_id = {person} ORDER BY x.made_at DESC, x.id",
    },
    Section {
        title: "Your endorsements of the framework",
        table: "framework_endorsement",
        columns: &[
            text("Board", "x.board_name"),
            text("Endorsed as", "x.by_name"),
            instant("Endorsed", "x.made_at"),
            instant("Ended", "x.ended_at"),
            text("Why ended", "x.ended_why"),
        ],
        from: "framework_endorsement x WHERE x.person_id = {person} ORDER BY x.made_at DESC, x.id",
    },
    Section {
        title: "Staff lists that you stood in",
        table: "staff_import_row",
        columns: &[
            text("List", "i.file_name"),
            instant("Sent", "i.sent_at"),
            number("Line", "x.line"),
            text("Outcome", "x.kind"),
            text("Name", "x.name"),
            text("Staff number", "x.staff_number"),
            text("E-mail address", "x.email"),
            text("Job title", "x.job_title"),
            text("Contract", "x.contract"),
            day("First day", "x.starts_on"),
            day("Last day", "x.ends_on"),
            text("What was told", "x.told"),
        ],
        from: "staff_import_row x JOIN staff_import i ON i.id = x.import_id WHERE x.person_id = {person} \
               ORDER BY i.sent_at DESC, x.place",
    },
    Section {
        title: "Whom staff lists took you for",
        table: "staff_import_sameness",
        columns: &[
            text("List", "i.file_name"),
            instant("Sent", "i.sent_at"),
            number("Line", "x.line"),
        ],
        from: "staff_import_sameness x JOIN staff_import i ON i.id = x.import_id WHERE x.person_id = {person} \
               ORDER BY i.sent_at DESC, x.line",
    },
    Section {
        title: "As you were before a staff list",
        table: "staff_import_person",
        columns: &[
            text("List", "i.file_name"),
            text("Name", "x.name"),
            text("E-mail address", "x.email"),
        ],
        from: "staff_import_person x JOIN staff_import i ON i.id = x.import_id WHERE x.id = {person} ORDER BY i.sent_at DESC",
    },
    Section {
        title: "Your posts before a staff list",
        table: "staff_import_post",
        columns: &[
            text("List", "i.file_name"),
            text("Job title", "x.job_title"),
            text("Contract", "x.contract"),
            text("Staff number", "x.staff_number"),
            day("First day", "x.starts_on"),
            day("Last day", "x.ends_on"),
            yes_no("Main post", "x.is_main"),
        ],
        from: "staff_import_post x JOIN staff_import i ON i.id = x.import_id JOIN post t ON t.id = x.id \
               WHERE t.person_id = {person} ORDER BY i.sent_at DESC, x.id",
    },
    Section {
        title: "Records that were merged",
        table: "merger",
        columns: &[
            text("Kept", "k.name"),
            text("Merged into it", "g.name"),
            text("As it was", "x.was"),
            instant("Merged", "x.merged_at"),
            text("Merged by", "d.name"),
            instant("Undone", "x.undone_at"),
        ],
        from: "merger x JOIN person k ON k.id = x.kept_id JOIN person g ON g.id = x.merged_id \
               LEFT JOIN person d ON d.id = x.merged_by WHERE x.kept_id = {person} OR x.merged_id = {person} \
               ORDER BY x.merged_at DESC, x.id",
    },
    Section {
        title: "Proposals to anonymise you",
        table: "anonymising_person",
        columns: &[
            text("Organisation", "o.name"),
            instant("Proposed", "a.proposed_at"),
            day("Last day of the last post", "x.left_on"),
            text("Left out because", "x.left_out_why"),
        ],
        from: "anonymising_person x JOIN anonymising a ON a.id = x.anonymising_id \
               JOIN organisation o ON o.id = a.organisation_id WHERE x.person_id = {person} ORDER BY a.proposed_at DESC",
    },
];
