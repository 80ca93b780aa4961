// Any bytes from a mail server, in two pieces. The first byte says where to cut.
#include "rewriter/FakeMinter.h"

#include "rewriter/milter/MilterSession.h"

using namespace unmta::rewriter;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    unmta::test::FakeMinter minter;
    MilterSession session(
        [&minter](const QByteArray &message, const RewriteContext &context) {
            return rewriteMessage(message, {}, context, minter);
        },
        [](const RewriteOutcome &, const QByteArray &) {}, 1u << 20);
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    const qsizetype cut = bytes.size() * data[0] / 255;
    (void)session.receive(bytes.first(cut));
    (void)session.receive(bytes.sliced(cut));
    return 0;
}
