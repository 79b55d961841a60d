//! A workbook is a packed archive, and a small one can unpack to more than there is memory.

use super::Unreadable;
use std::io::{Cursor, Read as _, copy, sink};
use zip::ZipArchive;

/// The most parts a workbook may have.
const MOST_PARTS: usize = 2_000;
/// The most bytes that all parts together may unpack to; 150,000 rows of 30 cells are about a third of it.
const MOST_UNPACKED: u64 = 600 * 1024 * 1024;
/// The most bytes of the part with the texts, which is kept in memory whole.
const MOST_TEXTS: u64 = 100 * 1024 * 1024;

/// Unpacks every part into nothing and stops when it grows too large, because what an archive says of its own size need
/// not be true.
///
/// # Errors
/// [`Unreadable::Bomb`], or [`Unreadable::Damaged`] when it cannot be unpacked.
pub(super) fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    check_within(bytes, MOST_UNPACKED, MOST_TEXTS)
}

fn check_within(bytes: &[u8], mut left: u64, most_texts: u64) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::Bomb);
    }
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
        let name = part.name().map_err(|_| Unreadable::Damaged)?;
        let most = if name.ends_with(".xml") && !name.contains("/worksheets/") {
            left.min(most_texts)
        } else {
            left
        };
        let unpacked = copy(&mut part.take(most + 1), &mut sink());
        let unpacked = unpacked.map_err(|_| Unreadable::Damaged)?;
        if unpacked > most {
            return Err(Unreadable::Bomb);
        }
        left -= unpacked;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn archive(name: &str, kilobytes: usize) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&vec![b' '; 1024 * kilobytes]).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_that_unpacks_without_end_is_refused_before_it_fills_the_memory() {
        let check = |bytes: &[u8]| check_within(bytes, 500 * 1024, 100 * 1024);
        let bomb = archive("xl/sharedStrings.xml", 101);
        assert!(bomb.len() < 1024, "{}", bomb.len());
        assert_eq!(check(&bomb), Err(Unreadable::Bomb));
        assert_eq!(check(&archive("xl/worksheets/sheet1.xml", 101)), Ok(()));
        assert_eq!(
            check(&archive("xl/worksheets/sheet1.xml", 501)),
            Err(Unreadable::Bomb)
        );
    }

    #[test]
    fn half_an_archive_is_damaged() {
        let whole = archive("xl/workbook.xml", 100);
        assert_eq!(check(&whole[..whole.len() / 2]), Err(Unreadable::Damaged));
    }
}
