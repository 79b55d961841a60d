//! Who somebody is, where they work, and how they sign in. Of passwords, codes and links only that they are there.

use super::{Section, day, instant, text, yes_no};

pub(super) const SECTIONS: &[Section] = &[
    Section {
        title: "Who you are",
        table: "person",
        columns: &[
            text("Name", "x.name"),
            text("E-mail address", "x.email"),
            instant("Added", "x.created_at"),
            yes_no("Part of the demo", "x.demo"),
            instant("Anonymised", "x.anonymised_at"),
        ],
        from: "person x WHERE x.id = {person}",
    },
    Section {
        title: "Posts",
        table: "post",
        columns: &[
            text("Job title", "x.job_title"),
            text("Organisation", "o.name"),
            text("Team", "m.name"),
            text("Contract", "x.contract"),
            text("Staff number", "x.staff_number"),
            text("Assignment number", "x.assignment_number"),
            text("Line manager", "l.name"),
            day("First day", "x.starts_on"),
            day("Last day", "x.ends_on"),
            yes_no("Main post", "x.is_main"),
            yes_no("Sorted into cohorts", "x.is_classified"),
            text("Contradiction", "x.contradiction"),
        ],
        from: "post x JOIN organisation o ON o.id = x.organisation_id LEFT JOIN team m ON m.id = x.team_id \
               LEFT JOIN person l ON l.id = x.manager_id WHERE x.person_id = {person} ORDER BY x.starts_on DESC, x.id",
    },
    Section {
        title: "Absences",
        table: "absence",
        columns: &[
            text("Job title", "t.job_title"),
            text("Kind", "x.kind"),
            day("From", "x.from_on"),
            day("To", "x.to_on"),
        ],
        from: "absence x JOIN post t ON t.id = x.post_id WHERE t.person_id = {person} ORDER BY x.from_on DESC, x.id",
    },
    Section {
        title: "Cohorts",
        table: "membership",
        columns: &[
            text("Cohort", "x.cohort"),
            text("Job title", "t.job_title"),
            day("Since", "x.since_on"),
            day("Until", "x.until_on"),
            text("Why", "x.reason"),
            text("Decided by", "d.name"),
            instant("Decided", "x.decided_at"),
        ],
        from: "membership x JOIN post t ON t.id = x.post_id LEFT JOIN person d ON d.id = x.decided_by \
               WHERE t.person_id = {person} ORDER BY x.since_on DESC, x.cohort",
    },
    Section {
        title: "Answers about your posts",
        table: "post_answer",
        columns: &[
            text("Job title", "t.job_title"),
            text("Question", "x.question"),
            yes_no("Answer", "x.yes"),
            text("Decided by", "d.name"),
            instant("Decided", "x.decided_at"),
            instant("Replaced", "x.replaced_at"),
        ],
        from: "post_answer x JOIN post t ON t.id = x.post_id LEFT JOIN person d ON d.id = x.decided_by \
               WHERE t.person_id = {person} ORDER BY x.decided_at DESC, x.id",
    },
    Section {
        title: "Cohorts decided by hand",
        table: "cohort_override",
        columns: &[
            text("Cohort", "x.cohort"),
            yes_no("In the cohort", "x.is_in"),
            text("Reason", "x.reason"),
            day("From", "x.from_on"),
            day("Until", "x.until_on"),
            text("Decided by", "d.name"),
            instant("Decided", "x.decided_at"),
            instant("Ended", "x.ended_at"),
        ],
        from: "cohort_override x JOIN post t ON t.id = x.post_id LEFT JOIN person d ON d.id = x.decided_by \
               WHERE t.person_id = {person} ORDER BY x.decided_at DESC, x.id",
    },
    Section {
        title: "Roles",
        table: "role_grant",
        columns: &[
            text("Role", "x.role"),
            text("Organisation", "o.name"),
            text("Board", "b.name"),
            day("From", "x.starts_on"),
            day("Until", "x.ends_on"),
            text("Given by", "d.name"),
        ],
        from: "role_grant x LEFT JOIN organisation o ON o.id = x.organisation_id LEFT JOIN board b ON b.id = x.board_id \
               LEFT JOIN person d ON d.id = x.granted_by WHERE x.person_id = {person} ORDER BY x.starts_on DESC, x.id",
    },
    Section {
        title: "Deputies",
        table: "deputy",
        columns: &[
            text("Line manager", "m.name"),
            text("Deputy", "d.name"),
            day("From", "x.from_on"),
            day("To", "x.to_on"),
            instant("Ended", "x.ended_at"),
        ],
        from: "deputy x JOIN person m ON m.id = x.manager_id JOIN person d ON d.id = x.deputy_id \
               WHERE x.manager_id = {person} OR x.deputy_id = {person} ORDER BY x.from_on DESC, x.id",
    },
    Section {
        title: "Account",
        table: "account",
        columns: &[
            instant("Opened", "x.created_at"),
            yes_no("Has a password", "x.password_hash IS NOT NULL"),
            instant("Second factor set up", "x.totp_confirmed_at"),
            instant("Closed", "x.closed_at"),
        ],
        from: "account x WHERE x.person_id = {person}",
    },
    Section {
        title: "The address of your calendar",
        table: "calendar_feed",
        columns: &[instant("Made", "x.made_at")],
        from: "calendar_feed x JOIN account a ON a.id = x.account_id WHERE a.person_id = {person}",
    },
    Section {
        title: "Where you are signed in",
        table: "sign_in",
        columns: &[
            instant("Signed in", "x.signed_in_at"),
            instant("Last used", "x.seen_at"),
            instant("Second factor given", "x.second_factor_at"),
            text("Browser, as it calls itself", "x.agent"),
        ],
        from: "sign_in x JOIN account a ON a.id = x.account_id WHERE a.person_id = {person} ORDER BY x.signed_in_at DESC",
    },
    Section {
        title: "Links sent to you",
        table: "account_link",
        columns: &[
            text("What for", "x.purpose"),
            instant("Works until", "x.expires_at"),
            instant("Used or ended", "x.used_at"),
        ],
        from: "account_link x JOIN account a ON a.id = x.account_id WHERE a.person_id = {person} ORDER BY x.expires_at DESC",
    },
    Section {
        title: "Joining slips",
        table: "joining_slip",
        columns: &[
            text("Staff number", "x.staff_number"),
            text("Organisation", "o.name"),
            instant("Printed", "x.created_at"),
            instant("Works until", "x.expires_at"),
            instant("Used or ended", "x.used_at"),
        ],
        from: "joining_slip x JOIN account a ON a.id = x.account_id JOIN organisation o ON o.id = x.organisation_id \
               WHERE a.person_id = {person} ORDER BY x.created_at DESC, x.id",
    },
    Section {
        title: "Recovery codes",
        table: "recovery_code",
        columns: &[instant("Used", "x.used_at")],
        from: "recovery_code x JOIN account a ON a.id = x.account_id WHERE a.person_id = {person} ORDER BY x.used_at",
    },
    Section {
        title: "Accounts at your employer",
        table: "employer_identity",
        columns: &[
            text("Organisation", "o.name"),
            text("Provider", "x.issuer"),
            text("Tenant", "x.tenant"),
            text("Known there as", "x.subject"),
            text("Name", "x.name"),
            text("E-mail address", "x.email"),
            text("Employee number", "x.employee_number"),
            text("Linked because", "x.because"),
            text("Decided by", "d.name"),
            instant("First seen", "x.first_seen_at"),
            instant("Last seen", "x.last_seen_at"),
        ],
        from: "employer_identity x JOIN organisation o ON o.id = x.organisation_id LEFT JOIN person d ON d.id = x.decided_by \
               WHERE x.person_id = {person} ORDER BY x.first_seen_at DESC, x.id",
    },
    Section {
        title: "Lists kept under a name",
        table: "saved_view",
        columns: &[
            text("Name", "x.name"),
            text("Page", "x.page"),
            text("Narrowed to", "x.query"),
            instant("Saved", "x.saved_at"),
        ],
        from: "saved_view x WHERE x.person_id = {person} ORDER BY x.name",
    },
];
