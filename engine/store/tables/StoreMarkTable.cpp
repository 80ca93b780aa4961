#include "store/tables/StoreMarkTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<StoreMark> StoreMarkTable::claim(const StoreMark &fresh)
{
    Statement read(m_database, u"SELECT sandbox, node FROM store_mark WHERE id = 1"_s);
    const auto stored = read.row([](const Statement &row) { return StoreMark{row.flag(0), row.text(1)}; });
    if (!stored)
        return stored.error();
    if (*stored)
        return **stored;
    Statement write(m_database, u"INSERT INTO store_mark (id, sandbox, node) VALUES (1, ?, ?)"_s);
    if (auto done = write.bind(fresh.sandbox).bind(fresh.node).run(); !done)
        return done.error();
    return fresh;
}

} // namespace unmta::store
