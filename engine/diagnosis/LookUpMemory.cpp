#include "diagnosis/LookUpMemory.h"

namespace unmta::diagnosis {

namespace {

// Some megabytes; a round at the usual pace needs a hundredth of it.
constexpr qsizetype MaxYoung = 20'000;

} // namespace

std::optional<QStringList> LookUpMemory::recall(const QString &key) const
{
    for (const auto *entries : {&m_young, &m_old}) {
        if (const auto found = entries->find(key); found != entries->end())
            return *found;
    }
    return std::nullopt;
}

void LookUpMemory::keep(const QString &key, const QStringList &data)
{
    if (m_life <= Millis(0))
        return;
    if (m_young.size() >= MaxYoung)
        age();
    m_young.insert(key, data);
    grow();
}

// One timer for all, and only while there is something to forget.
void LookUpMemory::grow()
{
    if (m_ageing)
        return;
    m_ageing = true;
    m_client.after(m_life, [weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self)
            return;
        self->m_ageing = false;
        self->age();
        if (!self->m_old.isEmpty())
            self->grow();
    });
}

void LookUpMemory::age()
{
    m_old = std::exchange(m_young, {});
}

} // namespace unmta::diagnosis
