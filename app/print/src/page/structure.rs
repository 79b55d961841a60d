//! The structure that screen readers follow: headings, paragraphs, lists, figures and their order.

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Document,
    /// The main heading.
    H1,
    /// A heading below it.
    H2,
    /// A paragraph.
    P,
    /// A list; its items have a dot before them or not.
    L {
        /// Whether a dot stands before each item.
        dotted: bool,
    },
    /// An item of a list.
    Li,
    /// The label of an item.
    Lbl,
    /// What an item says.
    LBody,
    /// A drawing with a meaning.
    Figure,
    /// A link.
    Link,
    /// A stretch of text.
    Span,
}

impl Role {
    /// Its name in PDF.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::P => "P",
            Self::L { .. } => "L",
            Self::Li => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
            Self::Figure => "Figure",
            Self::Link => "Link",
            Self::Span => "Span",
        }
    }
}

/// What an element holds, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kid {
    /// Another element, by its place in the list.
    Element(usize),
    /// Marked content, by its number on the page.
    Marked(i64),
    /// The link's annotation, by its place in the list.
    Annotation(usize),
}

/// An element of the structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// What is read out in place of a drawing.
    pub alt: Option<String>,
    /// The text as it is read, where the glyphs stand in another order.
    pub told: Option<String>,
    /// Where a drawing stands: left, bottom, right, top.
    pub bounds: Option<[f32; 4]>,
    /// The element around it.
    pub parent: Option<usize>,
    /// What it holds.
    pub kids: Vec<Kid>,
}

impl Element {
    /// An element that is read for what it holds.
    pub fn of(role: Role) -> Self {
        Self {
            role,
            alt: None,
            told: None,
            bounds: None,
            parent: None,
            kids: Vec::new(),
        }
    }

    /// A stretch of text that is read as `text`, in whatever order its glyphs stand.
    pub fn told(text: String) -> Self {
        Self {
            told: Some(text),
            ..Self::of(Role::Span)
        }
    }

    /// A drawing between these edges, with the words that are read out in its place.
    pub fn figure(alt: String, bounds: [f32; 4]) -> Self {
        Self {
            alt: Some(alt),
            bounds: Some(bounds),
            ..Self::of(Role::Figure)
        }
    }
}

/// A place on the page that leads to an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it leads.
    pub address: String,
    /// What it is called.
    pub description: String,
    /// Left, bottom, right, top.
    pub bounds: [f32; 4],
}

/// All of it; the first element is the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// Every element, each after its parent.
    pub elements: Vec<Element>,
    /// The element of each piece of marked content.
    pub marked: Vec<usize>,
    /// Each link with its element.
    pub links: Vec<(Link, usize)>,
    open: Vec<usize>,
}

impl Structure {
    /// A document with nothing in it.
    pub fn new() -> Self {
        Self {
            elements: vec![Element::of(Role::Document)],
            marked: Vec::new(),
            links: Vec::new(),
            open: vec![0],
        }
    }

    /// Opens an element within the one that is open.
    pub fn open(&mut self, element: Element) {
        let (parent, this) = (self.current(), self.elements.len());
        self.elements.push(Element {
            parent: Some(parent),
            ..element
        });
        self.elements[parent].kids.push(Kid::Element(this));
        self.open.push(this);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// The number of a new piece of marked content in the open element, and that element's role.
    pub fn mark(&mut self) -> (i64, Role) {
        let element = self.current();
        let number = i64::try_from(self.marked.len()).unwrap_or(i64::MAX);
        self.marked.push(element);
        self.elements[element].kids.push(Kid::Marked(number));
        (number, self.elements[element].role)
    }

    /// Adds a link to the open element.
    pub fn link(&mut self, link: Link) {
        let element = self.current();
        self.elements[element]
            .kids
            .push(Kid::Annotation(self.links.len()));
        self.links.push((link, element));
    }

    fn current(&self) -> usize {
        *self
            .open
            .last()
            .expect("every open has one close, so the document stays open")
    }
}
