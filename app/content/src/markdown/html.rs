//! HTML with the classes of GOV.UK Frontend, before it is sanitised.

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, HeadingLevel, Tag, TagEnd};

use super::{Setting, target, words_of};

/// A table with more columns than this may be too wide for a phone, and scrolls.
const COLUMNS_ON_A_PHONE: usize = 3;

/// Writes `events` as HTML.
pub(super) fn write(events: &[Event<'_>], setting: Setting) -> String {
    let mut writer = Writer {
        setting,
        ..Writer::default()
    };
    let mut rest = events;
    while let Some((event, after)) = rest.split_first() {
        rest = after;
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                let end = rest
                    .iter()
                    .position(|event| *event == Event::End(TagEnd::Image));
                let (inside, after) = rest.split_at(end.unwrap_or(rest.len()));
                writer.picture(dest_url, &words_of(inside));
                rest = after;
            }
            Event::Start(tag) => writer.start(tag),
            Event::End(end) => writer.end(*end),
            other => writer.inline(other),
        }
    }
    writer.html
}

struct Writer {
    setting: Setting,
    html: String,
    /// Whether a paragraph has begun and nothing of it is written yet: one of pictures alone is never written.
    paragraph_waits: bool,
    /// Whether the paragraph that ends next has been written.
    paragraph_is_open: bool,
    /// For each open link, whether it is written.
    links: Vec<bool>,
    columns: Vec<Alignment>,
    cell: usize,
    is_in_table_head: bool,
}

impl Default for Writer {
    fn default() -> Self {
        Writer {
            setting: Setting::Short,
            html: String::new(),
            paragraph_waits: false,
            paragraph_is_open: false,
            links: Vec::new(),
            columns: Vec::new(),
            cell: 0,
            is_in_table_head: false,
        }
    }
}

impl Writer {
    fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn begin_paragraph(&mut self) {
        if std::mem::take(&mut self.paragraph_waits) {
            self.paragraph_is_open = true;
            self.push("<p class=\"govuk-body\">");
        }
    }

    fn inline(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.begin_paragraph();
                self.html.push_str(&escape(text));
            }
            Event::Code(text) => {
                self.begin_paragraph();
                let code = format!("<code>{}</code>", escape(text));
                self.push(&code);
            }
            Event::HardBreak => self.push("<br>"),
            Event::SoftBreak if !self.paragraph_waits => self.push("\n"),
            Event::Rule => self.push(
                "<hr class=\"govuk-section-break govuk-section-break--m govuk-section-break--visible\">",
            ),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.paragraph_waits = true,
            Tag::HtmlBlock | Tag::CodeBlock(_) => self.push("<p class=\"govuk-body\">"),
            Tag::Heading { level, .. } => self.heading(*level),
            Tag::BlockQuote(kind) => self.call_out(*kind),
            Tag::List(None) => self.push("<ul class=\"govuk-list govuk-list--bullet\">\n"),
            Tag::List(Some(1)) => self.push("<ol class=\"govuk-list govuk-list--number\">\n"),
            Tag::List(Some(start)) => {
                let list =
                    format!("<ol class=\"govuk-list govuk-list--number\" start=\"{start}\">\n");
                self.push(&list);
            }
            Tag::Item => self.push("<li>"),
            Tag::Table(columns) => self.table(columns),
            Tag::TableHead | Tag::TableRow => self.row(tag),
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.inline_tag("<em>"),
            Tag::Strong => self.inline_tag("<strong>"),
            Tag::Link { dest_url, .. } => self.link(dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::HtmlBlock | TagEnd::CodeBlock => self.push("</p>\n"),
            TagEnd::Heading(level) => {
                let end = format!("</{}>\n", element(level));
                self.push(&end);
            }
            TagEnd::BlockQuote(None) => self.push("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.push("</div>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.push("</tr></thead>\n<tbody class=\"govuk-table__body\">\n"),
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.push(if self.is_in_table_head {
                "</th>"
            } else {
                "</td>"
            }),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Link if self.links.pop() == Some(true) => self.push("</a>"),
            _ => {}
        }
    }

    fn inline_tag(&mut self, tag: &str) {
        self.begin_paragraph();
        self.push(tag);
    }

    fn end_paragraph(&mut self) {
        self.paragraph_waits = false;
        if std::mem::take(&mut self.paragraph_is_open) {
            self.push("</p>\n");
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let size = if level <= HeadingLevel::H2 { "m" } else { "s" };
        let heading = format!("<{} class=\"govuk-heading-{size}\">", element(level));
        self.push(&heading);
    }

    fn call_out(&mut self, kind: Option<BlockQuoteKind>) {
        let (name, label) = match kind {
            None => return self.push("<blockquote class=\"govuk-inset-text\">\n"),
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            // The last two are a fault in what authors write.
            Some(BlockQuoteKind::Important | BlockQuoteKind::Warning | BlockQuoteKind::Caution) => {
                ("important", "Important")
            }
        };
        let call_out = format!(
            "<div class=\"app-callout app-callout--{name}\">\n\
             <p class=\"govuk-body app-callout__label\"><strong>{label}</strong></p>\n"
        );
        self.push(&call_out);
    }

    fn table(&mut self, columns: &[Alignment]) {
        columns.clone_into(&mut self.columns);
        if self.columns.len() > COLUMNS_ON_A_PHONE {
            self.push("<div class=\"app-table-scroll\" tabindex=\"0\">\n");
        }
        self.push("<table class=\"govuk-table\">\n");
    }

    fn row(&mut self, tag: &Tag<'_>) {
        self.cell = 0;
        self.is_in_table_head = *tag == Tag::TableHead;
        if self.is_in_table_head {
            self.push("<thead class=\"govuk-table__head\">");
        }
        self.push("<tr class=\"govuk-table__row\">");
    }

    fn cell(&mut self) {
        let tag = if self.is_in_table_head {
            "th scope=\"col\""
        } else {
            "td"
        };
        let class = if self.is_in_table_head {
            "govuk-table__header"
        } else {
            "govuk-table__cell"
        };
        let right = self.columns.get(self.cell) == Some(&Alignment::Right);
        let numeric = if right {
            format!(" {class}--numeric")
        } else {
            String::new()
        };
        self.cell += 1;
        let cell = format!("<{tag} class=\"{class}{numeric}\">");
        self.push(&cell);
    }

    fn end_table(&mut self) {
        self.push("</tbody></table>\n");
        if self.columns.len() > COLUMNS_ON_A_PHONE {
            self.push("</div>\n");
        }
    }

    fn link(&mut self, address: &str) {
        self.begin_paragraph();
        let href = target::link(address, self.setting);
        if let Some(href) = &href {
            let link = format!("<a class=\"govuk-link\" href=\"{}\">", escape(href));
            self.push(&link);
        }
        self.links.push(href.is_some());
    }

    fn picture(&mut self, address: &str, alternative: &str) {
        let alternative = escape(alternative);
        match target::picture(address, self.setting) {
            None => {
                self.begin_paragraph();
                self.push(&alternative);
            }
            Some(source) => {
                let picture = format!(
                    "<figure class=\"app-picture\"><img src=\"{}\" alt=\"{alternative}\" \
                     loading=\"lazy\" width=\"640\" height=\"360\"></figure>\n",
                    escape(&source)
                );
                self.push(&picture);
            }
        }
    }
}

/// Headings of level 1 belong to the page; one in a text that is not checked becomes level 2.
fn element(level: HeadingLevel) -> HeadingLevel {
    level.max(HeadingLevel::H2)
}

/// `text` with every character that means something in HTML written as its code.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
