#include "service/shipping/ShippingReader.h"

#include "store/Database.h"

namespace unmta {

using namespace Qt::StringLiterals;

ShippingReader::ShippingReader(store::DatabasePlace events)
    : m_place(std::move(events))
    , m_thread(
          "ship-events", [this] { m_database.reset(); }, JobThread::Place::BehindOthers)
{}

ShippingReader::~ShippingReader()
{
    m_thread.stop();
}

Result<void> ShippingReader::open()
{
    if (m_database)
        return {};
    auto opened = store::Database::open({m_place, u"events"_s, true});
    if (!opened)
        return opened.error();
    m_database = *std::move(opened);
    return {};
}

} // namespace unmta
