//! What the file says about itself: title, author, dates.

use chrono::NaiveDate;

/// What the file says about itself.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// The title in the window.
    pub title: String,
    /// Who issued it.
    pub author: String,
    /// In a sentence.
    pub subject: String,
    /// The day of issue, which is the day of the file.
    pub on: NaiveDate,
}

/// The program that wrote the file.
pub const PRODUCER: &str = "Cascade";

impl About {
    /// The day of the file as PDF writes it.
    pub fn pdf_date(&self) -> String {
        self.on.format("D:%Y%m%d000000Z").to_string()
    }

    /// The same as XMP, which other programs read.
    pub fn xmp(&self) -> String {
        let (title, author, subject) = (
            escaped(&self.title),
            escaped(&self.author),
            escaped(&self.subject),
        );
        let date = self.on.format("%Y-%m-%dT00:00:00Z");
        format!(
            r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
   <dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
   <pdf:Producer>{PRODUCER}</pdf:Producer>
   <xmp:CreateDate>{date}</xmp:CreateDate>
   <xmp:ModifyDate>{date}</xmp:ModifyDate>
   <xmp:MetadataDate>{date}</xmp:MetadataDate>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
            mark = '\u{FEFF}',
        )
    }
}

/// Slashes are escaped too: some mail scanners look for PDF commands in any part of a file, and a name may
/// look like one.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('/', "&#47;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_angle_brackets_stays_text() {
        let about = About {
            title: "A <b> & co".to_owned(),
            author: String::new(),
            subject: String::new(),
            on: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        };
        let xmp = about.xmp();
        assert!(xmp.contains("A &lt;b&gt; &amp; co"));
        assert!(roxmltree::Document::parse(&xmp).is_ok());
    }
}
