//! The columns that are read from a staff list, and the names that employers' systems give them.

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The number the employer gave the person.
    StaffNumber,
    /// Which of the person's jobs the row is about.
    AssignmentNumber,
    /// Whether it is the main one of them.
    IsMain,
    /// The given name.
    FirstName,
    /// The name that colleagues use.
    KnownAs,
    /// The family name.
    LastName,
    /// The whole name in one column.
    FullName,
    /// The e-mail address at work.
    Email,
    /// The employer.
    Organisation,
    /// The largest part of it.
    Directorate,
    /// A part of that.
    Service,
    /// A part of that.
    Team,
    /// What the person does.
    JobTitle,
    /// The staff number of the line manager.
    ManagerNumber,
    /// The first day at the employer.
    StartsOn,
    /// The first day in this job.
    PostStartsOn,
    /// The day somebody leaves, or has left.
    LeavesOn,
    /// The day a contract, a placement or a term of office ends.
    EndsOn,
    /// On what terms.
    Contract,
    /// Whether and why somebody is away.
    Absence,
    /// Since when.
    AbsentFrom,
    /// Until when.
    AbsentTo,
}

impl Column {
    /// Every column, in the order in which they are offered.
    pub const ALL: [Self; 22] = [
        Self::StaffNumber,
        Self::AssignmentNumber,
        Self::IsMain,
        Self::FirstName,
        Self::KnownAs,
        Self::LastName,
        Self::FullName,
        Self::Email,
        Self::Organisation,
        Self::Directorate,
        Self::Service,
        Self::Team,
        Self::JobTitle,
        Self::ManagerNumber,
        Self::StartsOn,
        Self::PostStartsOn,
        Self::LeavesOn,
        Self::EndsOn,
        Self::Contract,
        Self::Absence,
        Self::AbsentFrom,
        Self::AbsentTo,
    ];

    /// The columns that say in which team somebody works, the largest part first.
    pub const PATH: [Self; 3] = [Self::Directorate, Self::Service, Self::Team];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// The column kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        self.words().1
    }

    /// What the column is called in extracts of ESR and iTrent and in lists made by hand, the surest name first. The
    /// names are written as [`heading_key`](super::heading_key) writes them.
    pub(super) fn names(self) -> &'static [&'static str] {
        self.words().2
    }

    #[rustfmt::skip]
    fn words(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Self::StaffNumber => ("staff_number", "Staff number", &[
                "employeenumber", "staffnumber", "employeeno", "staffno", "empno", "empnumber", "employeeid", "staffid",
                "employeereference", "employeeref", "staffreference", "staffref", "personalreference",
                "personalreferencenumber", "personalref", "personnelnumber", "personnelno", "personnumber", "personreference",
                "personref", "workernumber", "volunteernumber", "volunteerno", "volunteerid", "membernumber", "payrollnumber",
                "payrollno", "payrollreference", "payrollref",
            ]),
            Self::AssignmentNumber => ("assignment_number", "Assignment number", &[
                "assignmentnumber", "assignmentno", "assignmentid", "assignmentreference", "assignmentref", "assignment",
                "occupancyreference", "occupancyref", "occupancynumber", "positionoccurrence", "jobreference", "contractnumber",
            ]),
            Self::IsMain => ("is_main", "Main job", &[
                "primaryassignment", "primary", "isprimary", "primaryflag", "primaryassignmentflag", "primaryjob",
                "primaryposition", "mainjob", "mainpost", "mainassignment", "ismain", "mainposition",
            ]),
            Self::FirstName => ("first_name", "First name", &[
                "firstname", "forename", "givenname", "firstnames", "forenames", "forename1", "givennames", "christianname",
            ]),
            Self::KnownAs => ("known_as", "Known as", &[
                "knownas", "preferredname", "preferredfirstname", "preferredforename", "knownasname", "calledname", "nickname",
            ]),
            Self::LastName => ("last_name", "Last name", &[
                "lastname", "surname", "familyname", "lastnames",
            ]),
            Self::FullName => ("full_name", "Full name", &[
                "fullname", "name", "employeename", "staffname", "personname", "volunteername", "membername", "nameofemployee",
                "displayname", "councillor", "councillorname",
            ]),
            Self::Email => ("work_email", "Work e-mail", &[
                "workemail", "workemailaddress", "emailwork", "officeemail", "officeemailaddress", "businessemail",
                "corporateemail", "employeeemail", "employeeemailaddress", "staffemail", "nhsemail", "nhsemailaddress",
                "emailaddress", "email", "emailaddresswork", "councilemail",
            ]),
            Self::Organisation => ("organisation", "Organisation", &[
                "organisation", "organisationname", "organization", "organizationname", "employer", "employername",
                "employingorganisation", "employingauthority", "employingbody", "trust", "trustname", "company", "companyname",
                "legalentity", "legalemployer", "charity",
            ]),
            Self::Directorate => ("directorate", "Directorate", &[
                "directorate", "directoratename", "division", "divisionname", "businessunit", "portfolio", "businessgroup",
            ]),
            Self::Service => ("service", "Service or department", &[
                "service", "servicename", "servicearea", "department", "departmentname", "dept", "caregroup",
            ]),
            Self::Team => ("team", "Team", &[
                "team", "teamname", "section", "sectionname", "unit", "unitname", "orgunit", "orgunitname",
                "organisationunit", "organisationalunit", "ward", "branch", "workgroup",
            ]),
            Self::JobTitle => ("job_title", "Job title", &[
                "jobtitle", "positiontitle", "positionname", "posttitle", "postname", "roletitle", "rolename", "job", "jobname",
                "position", "post", "role", "designation", "jobrole",
            ]),
            Self::ManagerNumber => ("line_manager_number", "Line manager’s staff number", &[
                "linemanageremployeenumber", "linemanagerstaffnumber", "linemanagernumber", "linemanageremployeeno",
                "linemanagerno", "linemanagerid", "linemanagerreference", "linemanagerref", "manageremployeenumber",
                "managerstaffnumber", "manageremployeeno", "managernumber", "managerno", "managerid", "managerreference",
                "managerref", "managerpersonalreference", "supervisoremployeenumber", "supervisoremployeeno",
                "supervisornumber", "supervisorno", "supervisorid", "reportingmanagernumber", "reportingmanagerreference",
                "reportingmanagerref", "reportstonumber", "reportstoemployeenumber", "reportstoref", "reportstoid",
            ]),
            Self::StartsOn => ("start_date", "Start date at the employer", &[
                "startdate", "employmentstartdate", "dateofjoining", "dateofstart", "datestarted", "datejoined", "latesthiredate",
                "lateststartdate", "hiredate", "startedon", "joiningdate", "joindate", "joined", "started", "datestart",
            ]),
            Self::PostStartsOn => ("post_start_date", "Start date in the job", &[
                "poststartdate", "positionstartdate", "startdateinposition", "startdateinpost", "startdateinrole",
                "assignmentstartdate", "occupancystartdate", "rolestartdate", "jobstartdate", "dateinpost", "positionstart",
                "dateelected", "electedon", "electiondate", "termstarts", "termstart", "termofofficestarts",
            ]),
            Self::LeavesOn => ("leaving_date", "Leaving date", &[
                "leavingdate", "leavedate", "leaverdate", "dateofleaving", "dateleft", "terminationdate",
                "actualterminationdate", "employmentenddate", "lastday", "lastworkingday", "dateofleave", "left", "leavingon",
            ]),
            Self::EndsOn => ("end_date", "End of contract or office", &[
                "contractenddate", "enddate", "fixedtermenddate", "fixedtermcontractenddate", "ftcenddate", "assignmentenddate",
                "postenddate", "positionenddate", "occupancyenddate", "expectedenddate", "projectedenddate", "placementenddate",
                "agencyenddate", "bookingenddate", "endofcontract", "contractends", "termends", "termend", "termofofficeends",
                "endofoffice", "endofterm", "officeends", "termofofficeenddate", "until", "dateend",
            ]),
            Self::Contract => ("contract_type", "Kind of contract", &[
                "contracttype", "typeofcontract", "contractkind", "employmenttype", "employmentbasis", "assignmentcategory",
                "employeetype", "workertype", "engagementtype", "appointmenttype", "typeofappointment", "contract", "basis",
                "contractcategory",
            ]),
            Self::Absence => ("absence_status", "Absence", &[
                "absencestatus", "absencetype", "absence", "absencecategory", "assignmentstatus", "leavetype", "typeofabsence",
                "leavestatus",
            ]),
            Self::AbsentFrom => ("absence_from", "Absent from", &[
                "absencefrom", "absencestartdate", "absencestart", "absentfrom", "leavestartdate", "absentsince",
                "absencefirstday", "startofabsence", "leavefrom",
            ]),
            Self::AbsentTo => ("absence_to", "Absent to", &[
                "absenceto", "absenceenddate", "absenceend", "absentto", "absentuntil", "leaveenddate", "absencelastday",
                "endofabsence", "leaveto",
            ]),
        }
    }
}
