//! What printpdf does not write: structure, language, title, link, and fonts numbered our way.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::ink::Embedded;
use super::metadata::{About, PRODUCER};
use super::structure::{Element, Kid, Link, Role, Structure};

/// Completes the one-page `file` that printpdf made.
pub fn complete(file: &mut Document, fonts: &[Embedded], structure: &Structure, about: &About) {
    "1.7".clone_into(&mut file.version);
    let page = *file
        .get_pages()
        .values()
        .next()
        .expect("a certificate has one page");
    for font in fonts {
        number_our_way(file, page, font);
    }
    let root = tagged(file, page, structure);
    let metadata = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        about.xmp().into_bytes(),
    );
    let metadata = file.add_object(metadata.with_compression(false));
    let catalog = file.catalog_mut().expect("printpdf writes a catalogue");
    catalog.set("Lang", text("en-GB"));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("PageLayout", "SinglePage");
    catalog.set("StructTreeRoot", root);
    catalog.set("Metadata", metadata);
    describe(file, about);
    identify(file);
    file.renumber_objects();
}

/// Tells a font which of its glyphs each number on the page means, as `ink` numbered them.
fn number_our_way(file: &mut Document, page: ObjectId, font: &Embedded) {
    let map = file.add_object(Stream::new(
        Dictionary::new(),
        font.numbers_to_glyphs.clone(),
    ));
    let id = font_of(file, page, &font.resource).expect("every font that was used is a resource");
    let dictionary = file.get_dictionary_mut(id).expect("a font is a dictionary");
    let cid_font = dictionary
        .get_mut(b"DescendantFonts")
        .and_then(Object::as_array_mut)
        .map(|fonts| &mut fonts[0])
        .and_then(Object::as_dict_mut)
        .expect("printpdf writes the descendant font in place");
    cid_font.set("CIDToGIDMap", map);
    cid_font.set("DW", 0);
    let descriptor = cid_font
        .get(b"FontDescriptor")
        .and_then(Object::as_reference);
    if let Ok(descriptor) = descriptor.and_then(|id| file.get_dictionary_mut(id)) {
        descriptor.set("Flags", 4); // symbolic: letters beyond the standard Latin set
    }
}

fn font_of(file: &Document, page: ObjectId, name: &str) -> lopdf::Result<ObjectId> {
    let resources = file
        .get_dictionary(page)?
        .get_deref(b"Resources", file)?
        .as_dict()?;
    resources
        .get_deref(b"Font", file)?
        .as_dict()?
        .get(name.as_bytes())?
        .as_reference()
}

/// Writes the structure tree, and on the page what leads to it; gives the tree's root.
fn tagged(file: &mut Document, page: ObjectId, structure: &Structure) -> ObjectId {
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = structure
        .elements
        .iter()
        .map(|_| file.new_object_id())
        .collect();
    let annotations: Vec<ObjectId> = (1..)
        .zip(&structure.links)
        .map(|(key, (link, _))| file.add_object(annotation(link, key)))
        .collect();
    for (element, id) in structure.elements.iter().zip(&ids) {
        let parent = element.parent.map_or(root, |parent| ids[parent]);
        let mut dictionary = element_dictionary(element, parent, page);
        let kid = |kid: &Kid| match *kid {
            Kid::Element(place) => Object::from(ids[place]),
            Kid::Marked(number) => Object::from(number),
            Kid::Annotation(place) => {
                dictionary! { "Type" => "OBJR", "Obj" => annotations[place], "Pg" => page }.into()
            }
        };
        dictionary.set("K", element.kids.iter().map(kid).collect::<Vec<_>>());
        file.set_object(*id, dictionary);
    }
    let of_page: Vec<Object> = structure
        .marked
        .iter()
        .map(|place| ids[*place].into())
        .collect();
    let mut numbers: Vec<Object> = vec![0.into(), Object::Array(of_page)];
    for (key, (_, place)) in (1i64..).zip(&structure.links) {
        numbers.extend([key.into(), ids[*place].into()]);
    }
    let parents = file.add_object(dictionary! { "Nums" => numbers });
    let next = 1 + i64::try_from(structure.links.len()).unwrap_or(0);
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot", "K" => vec![ids[0].into()],
            "ParentTree" => parents, "ParentTreeNextKey" => next,
        },
    );
    lead_to_structure(file, page, &annotations);
    root
}

fn lead_to_structure(file: &mut Document, page: ObjectId, annotations: &[ObjectId]) {
    let dictionary = file
        .get_dictionary_mut(page)
        .expect("a page is a dictionary");
    dictionary.set("StructParents", 0);
    dictionary.set("Tabs", "S");
    dictionary.set(
        "Annots",
        annotations
            .iter()
            .map(|id| (*id).into())
            .collect::<Vec<Object>>(),
    );
}

fn element_dictionary(element: &Element, parent: ObjectId, page: ObjectId) -> Dictionary {
    let mut dictionary = dictionary! {
        "Type" => "StructElem", "S" => element.role.name(), "P" => parent, "Pg" => page,
    };
    if let Some(alt) = &element.alt {
        dictionary.set("Alt", text(alt));
    }
    if let Some(told) = &element.told {
        dictionary.set("ActualText", text(told));
    }
    if let Some(bounds) = element.bounds {
        let bounds = bounds.map(Object::from).to_vec();
        dictionary.set(
            "A",
            dictionary! { "O" => "Layout", "BBox" => bounds, "Placement" => "Block" },
        );
    }
    if let Role::L { dotted } = element.role {
        let numbering = if dotted { "Disc" } else { "None" };
        dictionary.set(
            "A",
            dictionary! { "O" => "List", "ListNumbering" => numbering },
        );
    }
    dictionary
}

fn annotation(link: &Link, key: i64) -> Dictionary {
    dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "F" => 4, "StructParent" => key,
        "Rect" => link.bounds.map(Object::from).to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "Contents" => text(&link.description),
        "A" => dictionary! {
            "Type" => "Action", "S" => "URI", "URI" => Object::string_literal(link.address.as_str()),
        },
    }
}

fn describe(file: &mut Document, about: &About) {
    let date = Object::string_literal(about.pdf_date());
    let info = dictionary! {
        "Title" => text(&about.title), "Author" => text(&about.author),
        "Subject" => text(&about.subject), "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER), "CreationDate" => date.clone(), "ModDate" => date,
    };
    let printed = file.trailer.get(b"Info").and_then(Object::as_reference);
    let id = printed.unwrap_or_else(|_| file.new_object_id());
    file.set_object(id, info);
    file.trailer.set("Info", id);
}

/// Gives the file an identifier that depends on nothing but what is in it.
fn identify(file: &mut Document) {
    let mut digest = Sha256::new();
    for object in file.objects.values() {
        match object {
            Object::Stream(stream) => digest.update(&stream.content),
            other => digest.update(format!("{other:?}")),
        }
    }
    let id = Object::String(digest.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
}

/// A text string in UTF-16, which holds every script and needs no escapes.
fn text(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(
        units.flat_map(u16::to_be_bytes).collect(),
        StringFormat::Hexadecimal,
    )
}
