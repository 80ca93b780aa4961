#include "store/disk/BoundedDisk.h"

#ifdef UNMTA_BOUNDED_DISK

#include "store/disk/DiskHand.h"

#include <sqlite3.h>

#include <cstdint>
#include <utility>

namespace unmta::store {

namespace {

// What a frame of the log begins with (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
constexpr int frameHeaderSize = 24;

// SQLite writes a frame's header and, right after it, the page: two ways to the other thread and back. So the header
// waits here for its page, and both go as one.
struct Writer
{
    DiskHand hand;
    bool isLog = false;
    QByteArray header; // empty: none waits
    sqlite3_int64 headerAt = 0;
};

// SQLite gives the room for this, aligned for pointers, and behind it for the file of the system's own VFS.
struct BoundedFile
{
    sqlite3_file base;
    Writer *writer;
};
static_assert(alignof(BoundedFile) == alignof(void *) && sizeof(BoundedFile) % alignof(std::int64_t) == 0);

sqlite3_vfs *systemVfs()
{
    static sqlite3_vfs *vfs = sqlite3_vfs_find(nullptr);
    return vfs;
}

sqlite3_file *systemFile(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(reinterpret_cast<BoundedFile *>(file) + 1);
}

const sqlite3_io_methods &system(sqlite3_file *file)
{
    return *systemFile(file)->pMethods;
}

Writer &writerOf(sqlite3_file *file)
{
    return *reinterpret_cast<BoundedFile *>(file)->writer;
}

int bounded(sqlite3_file *file, std::function<int()> work)
{
    return writerOf(file).hand.run(std::move(work), diskPatience).value_or(ioBlocked);
}

int writeText(sqlite3_file *file, const QByteArray &text, sqlite3_int64 at)
{
    return bounded(file, [file = systemFile(file), text, at] {
        return file->pMethods->xWrite(file, text.constData(), static_cast<int>(text.size()), at);
    });
}

// The header that waits, when what comes is not its page.
int writeHeader(sqlite3_file *file)
{
    const QByteArray header = std::exchange(writerOf(file).header, {});
    return header.isEmpty() ? SQLITE_OK : writeText(file, header, writerOf(file).headerAt);
}

int closeFile(sqlite3_file *file)
{
    // What was given up still uses the file.
    delete reinterpret_cast<BoundedFile *>(file)->writer;
    return system(file).xClose(systemFile(file));
}

int writeFile(sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
    Writer &writer = writerOf(file);
    const QByteArray text(static_cast<const char *>(data), size); // SQLite takes its memory back when this returns
    if (!writer.header.isEmpty() && at == writer.headerAt + writer.header.size())
        return writeText(file, std::exchange(writer.header, {}) + text, writer.headerAt);
    if (const int outcome = writeHeader(file); outcome != SQLITE_OK)
        return outcome;
    if (!writer.isLog || size != frameHeaderSize)
        return writeText(file, text, at);
    writer.header = text;
    writer.headerAt = at;
    return SQLITE_OK;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    if (const int outcome = writeHeader(file); outcome != SQLITE_OK)
        return outcome;
    return bounded(file, [file = systemFile(file), size] { return file->pMethods->xTruncate(file, size); });
}

int syncFile(sqlite3_file *file, int flags)
{
    if (const int outcome = writeHeader(file); outcome != SQLITE_OK)
        return outcome;
    return bounded(file, [file = systemFile(file), flags] { return file->pMethods->xSync(file, flags); });
}

const sqlite3_io_methods boundedMethods{
    2, // without memory-mapped reading
    closeFile,
    [](sqlite3_file *file, void *data, int size, sqlite3_int64 at) {
        return system(file).xRead(systemFile(file), data, size, at);
    },
    writeFile,
    truncateFile,
    syncFile,
    [](sqlite3_file *file, sqlite3_int64 *size) { return system(file).xFileSize(systemFile(file), size); },
    [](sqlite3_file *file, int level) { return system(file).xLock(systemFile(file), level); },
    [](sqlite3_file *file, int level) { return system(file).xUnlock(systemFile(file), level); },
    [](sqlite3_file *file, int *isHeld) { return system(file).xCheckReservedLock(systemFile(file), isHeld); },
    [](sqlite3_file *file, int what, void *argument) {
        return system(file).xFileControl(systemFile(file), what, argument);
    },
    [](sqlite3_file *file) { return system(file).xSectorSize(systemFile(file)); },
    [](sqlite3_file *file) { return system(file).xDeviceCharacteristics(systemFile(file)); },
    [](sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
        return system(file).xShmMap(systemFile(file), page, size, extend, memory);
    },
    [](sqlite3_file *file, int offset, int count, int flags) {
        return system(file).xShmLock(systemFile(file), offset, count, flags);
    },
    [](sqlite3_file *file) { system(file).xShmBarrier(systemFile(file)); },
    [](sqlite3_file *file, int remove) { return system(file).xShmUnmap(systemFile(file), remove); },
    nullptr,
    nullptr,
};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given)
{
    // Temporary files need not last; the room behind them stays unused.
    if (!(flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)))
        return systemVfs()->xOpen(systemVfs(), name, file, flags, given);
    file->pMethods = nullptr;
    const int outcome = systemVfs()->xOpen(systemVfs(), name, systemFile(file), flags, given);
    if (outcome != SQLITE_OK) {
        if (systemFile(file)->pMethods)
            system(file).xClose(systemFile(file));
        return outcome;
    }
    auto *writer = new Writer;
    writer->isLog = (flags & SQLITE_OPEN_WAL) != 0;
    reinterpret_cast<BoundedFile *>(file)->writer = writer;
    file->pMethods = &boundedMethods;
    return SQLITE_OK;
}

sqlite3_vfs makeVfs()
{
    sqlite3_vfs vfs = *systemVfs();
    vfs.szOsFile += static_cast<int>(sizeof(BoundedFile));
    vfs.pNext = nullptr;
    vfs.zName = "unmta-bounded";
    vfs.xOpen = openFile;
    return vfs;
}

} // namespace

QByteArray boundedDisk()
{
    if (!systemVfs())
        return {};
    static sqlite3_vfs vfs = makeVfs();
    static const bool known = sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
    return known ? QByteArray(vfs.zName) : QByteArray();
}

} // namespace unmta::store

#else

namespace unmta::store {

QByteArray boundedDisk()
{
    return {};
}

} // namespace unmta::store

#endif
