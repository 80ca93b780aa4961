// libFuzzer: see AnswerEater.h.
#include "acme/AnswerEater.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (!unmta::test::eatAcmeAnswer(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))))
        std::abort();
    return 0;
}
