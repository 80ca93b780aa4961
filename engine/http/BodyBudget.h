// How many bytes of bodies are kept at a time, over all connections together.
#pragma once

#include <QtGlobal>

#include <atomic>
#include <memory>

namespace unmta::http {

struct BodyAccount
{
    std::atomic<qint64> claimed = 0;
};

// A part of a budget; whoever keeps bytes of a body holds a copy of its claim, and with the last copy the part is free
// again. Empty claims stand for bodies that nobody counts. Any thread, and may outlive the budget; growing is for one
// thread at a time.
class BodyClaim
{
public:
    BodyClaim() = default;
    [[nodiscard]] bool isEmpty() const { return m_part == nullptr; }
    [[nodiscard]] qint64 bytes() const { return m_part ? m_part->bytes : 0; }
    // False, and nothing has changed, when there is no room for so many more.
    [[nodiscard]] bool grow(qint64 more);

private:
    friend class BodyBudget;
    struct Part
    {
        ~Part() { account->claimed -= bytes; }

        std::shared_ptr<BodyAccount> account;
        qint64 bytes = 0;
        qint64 most = 0; // what all together may claim when this one grows
    };
    std::shared_ptr<Part> m_part;
};

// Any thread.
class BodyBudget
{
public:
    // Claims of up to `small` bytes find a quarter of the budget that the larger ones leave to them.
    BodyBudget(qint64 most, qint64 small)
        : m_account(std::make_shared<BodyAccount>())
        , m_most(most)
        , m_small(small)
    {}
    // Empty when there is no room.
    [[nodiscard]] BodyClaim claim(qint64 bytes);
    [[nodiscard]] qint64 claimed() const { return m_account->claimed; }

private:
    std::shared_ptr<BodyAccount> m_account;
    qint64 m_most;
    qint64 m_small;
};

} // namespace unmta::http
