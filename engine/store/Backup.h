// A consistent copy of a store that is in use: both databases and the key that opens their secrets; whether such a copy
// is whole; and a copy that becomes the store again. The key of a copy may be sealed with a passphrase
// (store/PassphraseBox.h); whoever moves the copy to its place does that.
#pragma once

#include "base/Result.h"

#include <QStringList>

namespace unmta::store {

// The names of the files that a copy consists of.
[[nodiscard]] QStringList backupFiles();

// Copies the store in `dataDir` into the directory `target`, which is made and must be empty; readers and writers go on
// meanwhile. May take as long as the disk needs for all of it: call it on a thread that may block. Gives the files'
// names. An engine started with --data-dir on the copy is the restored one.
// Errors: store.backup_not_empty, store.not_writable, store.full, those of Database.
[[nodiscard]] Result<QStringList> backUp(const QString &dataDir, const QString &target);

// Whether the copy is whole: both databases are there, sound (PRAGMA integrity_check) and not of a later release, and
// the key opens what is sealed in them; a key that is sealed itself needs the passphrase. Writes nothing. Reads all of
// it: call it on a thread that may block. Gives the files' names. Errors: store.backup_incomplete (context "path",
// "file"), store.corrupt, store.newer_version, store.not_readable, store.bad_key, store.key_sealed (it is, and there is
// no passphrase), store.wrong_passphrase, store.no_room_for_key.
[[nodiscard]] Result<QStringList> verifyBackup(const QString &directory, const QByteArray &passphrase = {});

// Makes the copy, which is verified first, the store in `dataDir`. The files get the directory's owner where this
// process may give them away. A store that was there, with the events that it had not yet taken in, is kept beside it,
// in a folder of `dataDir` whose path is given back (empty: there was none). Nothing is changed unless everything could
// be copied. `dataDir` must be neither the copy, by whatever name, nor lie in it; a copy that lies in `dataDir` is
// fine, for what is kept there is one. A sealed key becomes the plain one that an engine works with. Errors:
// store.restore_onto_itself, before anything is touched; those of verifyBackup(), store.in_use while an engine runs
// there, store.not_writable, store.full.
[[nodiscard]] Result<QString> restore(const QString &copy, const QString &dataDir, const QByteArray &passphrase = {});

} // namespace unmta::store
