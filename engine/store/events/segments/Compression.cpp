#include "store/events/segments/Compression.h"

#include "base/system/PlatformPerThread.h"

#include <zstd.h>

#include <memory>

namespace unmta::store {

namespace {

// Level 3 costs a third more time and saves nothing (tests/bench/README.md).
constexpr int level = 1;
constexpr unsigned long long maxContent = 1ull << 30;

struct Free
{
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

struct Compressor
{
    const std::unique_ptr<ZSTD_CCtx, Free> context{ZSTD_createCCtx()};
};

struct Decompressor
{
    const std::unique_ptr<ZSTD_DCtx, Free> context{ZSTD_createDCtx()};
};

} // namespace

QByteArray compressed(const QByteArray &bytes)
{
    const auto &context = perThread<Compressor>().context;
    QByteArray frame(static_cast<qsizetype>(ZSTD_compressBound(static_cast<std::size_t>(bytes.size()))),
                     Qt::Uninitialized);
    const std::size_t size = ZSTD_compressCCtx(context.get(), frame.data(), static_cast<std::size_t>(frame.size()),
                                               bytes.constData(), static_cast<std::size_t>(bytes.size()), level);
    // There is room for the worst, so only want of memory is left.
    if (ZSTD_isError(size))
        qFatal("zstd: %s", ZSTD_getErrorName(size));
    frame.resize(static_cast<qsizetype>(size));
    return frame;
}

std::optional<QByteArray> decompressed(QByteArrayView frame)
{
    const auto length = static_cast<std::size_t>(frame.size());
    const unsigned long long content = ZSTD_getFrameContentSize(frame.data(), length);
    if (content > maxContent) // unknown and damaged ones, too
        return std::nullopt;
    const auto &context = perThread<Decompressor>().context;
    QByteArray bytes(static_cast<qsizetype>(content), Qt::Uninitialized);
    const std::size_t size = ZSTD_decompressDCtx(context.get(), bytes.data(), content, frame.data(), length);
    if (ZSTD_isError(size) || size != content)
        return std::nullopt;
    return bytes;
}

} // namespace unmta::store
