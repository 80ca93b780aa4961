#include "http/server/TicketKeys.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <cstring>

namespace unmta::http {

TicketKeys::~TicketKeys()
{
    OPENSSL_cleanse(&m_current.key, sizeof(Key));
    OPENSSL_cleanse(&m_previous.key, sizeof(Key));
}

namespace {

TicketKeys::Key keyFrom(const QByteArray &secret)
{
    TicketKeys::Key key;
    const char *from = secret.constData();
    std::memcpy(key.name.data(), from, key.name.size());
    std::memcpy(key.cipher.data(), from + key.name.size(), key.cipher.size());
    std::memcpy(key.mac.data(), from + key.name.size() + key.cipher.size(), key.mac.size());
    return key;
}

bool isUsable(const std::optional<SharedTickets::Known> &known)
{
    return known && known->secret.size() == SharedTickets::secretSize;
}

} // namespace

bool TicketKeys::rotate()
{
    const auto now = m_clock.steady();
    if (m_previous.present && now - m_previous.made >= 2 * period)
        m_previous = {};
    if (m_current.present && now - m_current.made < period)
        return true;
    Generation next;
    next.made = now;
    next.present = true;
    if (RAND_bytes(next.key.name.data(), static_cast<int>(next.key.name.size())) != 1 ||
        RAND_priv_bytes(next.key.cipher.data(), static_cast<int>(next.key.cipher.size())) != 1 ||
        RAND_priv_bytes(next.key.mac.data(), static_cast<int>(next.key.mac.size())) != 1) {
        return false;
    }
    m_previous = m_current.present && now - m_current.made < 2 * period ? m_current : Generation{};
    m_current = next;
    return true;
}

bool TicketKeys::sealingKey(Key &key)
{
    if (const auto known = m_shared ? m_shared->present() : std::nullopt; isUsable(known)) {
        key = keyFrom(known->secret);
        return true;
    }
    const std::lock_guard lock(m_mutex);
    if (!rotate())
        return false;
    key = m_current.key;
    return true;
}

bool TicketKeys::openingKey(const unsigned char *name, Key &key, bool &current)
{
    const QByteArrayView asked(name, static_cast<qsizetype>(key.name.size()));
    if (const auto known = m_shared ? m_shared->named(asked) : std::nullopt; isUsable(known)) {
        key = keyFrom(known->secret);
        current = known->isPresent;
        return true;
    }
    const std::lock_guard lock(m_mutex);
    if (!rotate())
        return false;
    for (const Generation *generation : {&m_current, &m_previous}) {
        if (generation->present && std::memcmp(generation->key.name.data(), name, key.name.size()) == 0) {
            key = generation->key;
            current = generation == &m_current;
            return true;
        }
    }
    return false;
}

} // namespace unmta::http
