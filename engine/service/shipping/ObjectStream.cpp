#include "service/shipping/ObjectStream.h"

#include "base/Bytes.h"

#include <zlib.h>
#include <zstd.h>

#include <array>

namespace unmta {

namespace {

constexpr int zstdLevel = 3;
constexpr int gzipWindow = 15 + 16; // 15 bits, with a gzip header that names neither time nor system
constexpr int gzipMemory = 8;

} // namespace

class ObjectStream::Codec
{
public:
    virtual ~Codec() = default;
    // Puts what comes of it behind m_bytes. `isEnd`: nothing more comes.
    virtual void add(QByteArrayView bytes, bool isEnd) = 0;

    QByteArray m_bytes;

protected:
    // Where want of memory is the only thing that can go wrong.
    static void require(bool isGood, const char *what)
    {
        if (!isGood)
            qFatal("compression failed: %s", what);
    }
    std::array<char, 64 * KiB> m_buffer{};
};

class ObjectStream::Gzip final : public ObjectStream::Codec
{
public:
    Gzip()
    {
        require(deflateInit2(&m_stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindow, gzipMemory,
                             Z_DEFAULT_STRATEGY) == Z_OK,
                "gzip");
    }
    ~Gzip() override { deflateEnd(&m_stream); }
    Gzip(const Gzip &) = delete;
    Gzip &operator=(const Gzip &) = delete;

    void add(QByteArrayView bytes, bool isEnd) override
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        do {
            m_stream.next_out = reinterpret_cast<Bytef *>(m_buffer.data());
            m_stream.avail_out = static_cast<uInt>(m_buffer.size());
            require(deflate(&m_stream, isEnd ? Z_FINISH : Z_NO_FLUSH) != Z_STREAM_ERROR, "gzip");
            m_bytes.append(m_buffer.data(), static_cast<qsizetype>(m_buffer.size() - m_stream.avail_out));
        } while (m_stream.avail_out == 0);
    }

private:
    z_stream m_stream{};
};

class ObjectStream::Zstd final : public ObjectStream::Codec
{
public:
    Zstd()
    {
        require(m_context != nullptr &&
                    !ZSTD_isError(ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, zstdLevel)) &&
                    !ZSTD_isError(ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1)),
                "zstd");
    }

    void add(QByteArrayView bytes, bool isEnd) override
    {
        ZSTD_inBuffer input{bytes.data(), static_cast<std::size_t>(bytes.size()), 0};
        bool isDone = false;
        while (!isDone) {
            ZSTD_outBuffer output{m_buffer.data(), m_buffer.size(), 0};
            const std::size_t left =
                ZSTD_compressStream2(m_context.get(), &output, &input, isEnd ? ZSTD_e_end : ZSTD_e_continue);
            require(!ZSTD_isError(left), "zstd");
            m_bytes.append(m_buffer.data(), static_cast<qsizetype>(output.pos));
            isDone = isEnd ? left == 0 : input.pos == input.size;
        }
    }

private:
    struct Free
    {
        void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    };
    std::unique_ptr<ZSTD_CCtx, Free> m_context{ZSTD_createCCtx()};
};

ObjectStream::ObjectStream(ShippingCompression compression)
{
    if (compression == ShippingCompression::Zstd)
        m_codec = std::make_unique<Zstd>();
    else
        m_codec = std::make_unique<Gzip>();
}

ObjectStream::~ObjectStream() = default;

void ObjectStream::write(QByteArrayView bytes)
{
    m_codec->add(bytes, false);
}

QByteArray ObjectStream::finish()
{
    m_codec->add({}, true);
    return std::move(m_codec->m_bytes);
}

} // namespace unmta
