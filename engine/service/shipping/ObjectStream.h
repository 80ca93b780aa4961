// The bytes of an object, compressed while its lines come, so that no more than the result is in memory. The same lines
// give the same bytes: nothing of the time or of the machine is among them.
#pragma once

#include "domain/shipping/ShippingTarget.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace unmta {

class ObjectStream
{
public:
    explicit ObjectStream(ShippingCompression compression);
    ~ObjectStream();
    ObjectStream(const ObjectStream &) = delete;
    ObjectStream &operator=(const ObjectStream &) = delete;

    void write(QByteArrayView bytes);
    // All of it; once, as the last call.
    [[nodiscard]] QByteArray finish();

private:
    class Codec;
    class Gzip;
    class Zstd;
    std::unique_ptr<Codec> m_codec;
};

} // namespace unmta
