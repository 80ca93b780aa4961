// Ticket keys that several servers, on several computers, have in common: a session that one has begun goes on at
// another. Whoever keeps them hands them out; where there are none for the present, each server has its own.
#pragma once

#include <QByteArray>

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

namespace unmta::http {

// Any thread.
class SharedTickets
{
public:
    static constexpr qsizetype secretSize = 16 + 32 + 32; // name, cipher, mac: TicketKeys.h

    struct Known
    {
        QByteArray secret;
        bool isPresent = false;
    };

    // By their numbers, of which one is the present one's: sessions are sealed with that one's key, and opened with
    // any.
    void set(std::map<std::int64_t, QByteArray> secrets, std::int64_t present)
    {
        const std::lock_guard lock(m_mutex);
        m_secrets = std::move(secrets);
        m_present = present;
    }
    [[nodiscard]] std::optional<Known> present() const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_secrets.find(m_present);
        return found == m_secrets.end() ? std::nullopt : std::optional(Known{found->second, true});
    }
    [[nodiscard]] std::optional<Known> named(QByteArrayView name) const
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[number, secret] : m_secrets) {
            if (secret.startsWith(name))
                return Known{secret, number == m_present};
        }
        return std::nullopt;
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::int64_t, QByteArray> m_secrets;
    std::int64_t m_present = -1;
};

} // namespace unmta::http
