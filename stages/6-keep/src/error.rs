//! What can go wrong with a store.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a store cannot be used. Nothing was written where one of these is given.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// There is no file.
    #[error("{}: there is no store yet; add articles to make one", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{}: this is not a Selon store, or its first page is damaged; it was left as it is: name another file", path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// A later version of the program made it.
    #[error("{}: its tables have version {version}, and this program reads up to version {known}; use a newer Selon", path.display(), known = crate::version::VERSION)]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// An earlier version of the program made it, and it cannot be read as it is.
    #[error("{}: this store has version {version}; add to it once, be it an article that it has, and it is brought up to date", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// Pages are damaged or missing.
    #[error("{}: the store is damaged ({detail}); it was left as it is: take a copy that is whole, or add the articles to a new file", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not hold.
        detail: String,
    },
    /// Another program holds it for too long.
    #[error("{}: another program is writing to the store and does not end; try again later", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The folder has no export of a store.
    #[error("{}: this folder is no export of a store", path.display())]
    NotAnExport {
        /// The folder.
        path: PathBuf,
    },
    /// A file of an export is damaged, missing or changed.
    #[error("{}: the export is damaged ({detail}); export the store again, or take a copy that is whole", path.display())]
    DamagedExport {
        /// The file.
        path: PathBuf,
        /// What does not hold.
        detail: String,
    },
    /// A folder to export to has files of somebody else.
    #[error("{}: there is something else in this folder ({name}); it was left as it is: name an empty folder, a new one or an earlier export", path.display())]
    Occupied {
        /// The folder.
        path: PathBuf,
        /// What is there.
        name: String,
    },
    /// Another program writes the same export.
    #[error("{}: another program is exporting to it; try again later", path.display())]
    Exporting {
        /// Where it writes.
        path: PathBuf,
    },
    /// A file of an export cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Anything else: no space, no permission.
    #[error("{}: {cause}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
}

impl KeepError {
    /// Whether an export is at fault, so that other things can still be added to the store.
    pub fn is_of_export(&self) -> bool {
        use KeepError::{DamagedExport, File, Newer, NotAnExport};
        matches!(
            self,
            DamagedExport { .. } | File { .. } | Newer { .. } | NotAnExport { .. }
        )
    }

    /// Says of which file an error of SQLite speaks.
    pub(crate) fn of(path: &Path) -> impl Fn(rusqlite::Error) -> KeepError {
        move |cause| {
            let path = path.to_owned();
            // A row says something that no version of the program writes.
            if let rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..) = cause
            {
                let detail = cause.to_string();
                return KeepError::Damaged { path, detail };
            }
            match cause.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => KeepError::NotAStore { path },
                Some(ErrorCode::DatabaseCorrupt) => KeepError::Damaged {
                    path,
                    detail: cause.to_string(),
                },
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    KeepError::Busy { path }
                }
                _ => KeepError::Sqlite { path, cause },
            }
        }
    }
}
