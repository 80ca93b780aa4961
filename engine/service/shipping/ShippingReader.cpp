#include "service/shipping/ShippingReader.h"

#include "store/Database.h"

namespace unmta {

using namespace Qt::StringLiterals;

ShippingReader::ShippingReader(QString eventsPath)
    : m_path(std::move(eventsPath))
    , m_thread("ship-events", [this] { m_database.reset(); })
{}

ShippingReader::~ShippingReader()
{
    m_thread.stop();
}

Result<void> ShippingReader::open()
{
    if (m_database)
        return {};
    auto opened = store::Database::open({m_path, u"events"_s, true});
    if (!opened)
        return opened.error();
    m_database = *std::move(opened);
    return {};
}

} // namespace unmta
