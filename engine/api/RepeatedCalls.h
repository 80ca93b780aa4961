// A POST that comes with an Idempotency-Key is done once; whoever asks again gets the first answer again. Engine
// thread.
#pragma once

#include "api/ApiCall.h"

#include <QObject>

namespace unmta {

class AnswerMemory;

class RepeatedCalls final : public QObject
{
public:
    // `memory` outlives it.
    explicit RepeatedCalls(AnswerMemory &memory)
        : m_memory(memory)
    {}

    // Calls `run` with where its answer goes, unless it is known: at once or never. An answer that comes when this
    // object has gone is given, and not remembered: nobody knows then how it ended. Errors: those of
    // AnswerMemory::begin().
    void runOnce(const ApiCall &call, const std::function<void(ApiAnswer)> &run, const ApiAnswer &answer);

private:
    AnswerMemory &m_memory;
};

} // namespace unmta
