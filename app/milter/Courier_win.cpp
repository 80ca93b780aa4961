#include "milter/Courier.h"

namespace unmta::milter {

qsizetype prepareSendBuffer(int)
{
    return 0;
}

std::optional<Courier> sendCourier(int, QByteArrayView)
{
    return std::nullopt;
}

bool Courier::succeeded() const
{
    return false;
}

} // namespace unmta::milter
