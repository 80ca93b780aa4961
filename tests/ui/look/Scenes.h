// Every page and dialog of the console, in every state that shows other controls, and how a user gets there. Who looks
// at all that there is goes through these.
#pragma once

#include "ui/ConsoleFixture.h"

namespace unmta::test {

// An engine with something of each kind.
void everything(FakeEngine &engine);

// Reads as what a user does. Each step waits until it can be done; false when it cannot.
class Walk
{
public:
    explicit Walk(const ConsoleFixture &console)
        : m_console(console)
    {}

    Walk &click(const char *name)
    {
        m_ok = m_ok && m_console.clickSoon(name);
        return *this;
    }
    Walk &clickMenu(const char *button, const char *entry)
    {
        see(button);
        m_ok = m_ok && m_console.clickMenu(button, entry);
        return *this;
    }
    Walk &clickRow(const char *table, const QString &text)
    {
        see(table);
        m_ok = m_ok && QTest::qWaitFor([&] { return m_console.rowOf(table, text) >= 0; });
        if (m_ok)
            m_console.clickRow(table, m_console.rowOf(table, text));
        return *this;
    }
    Walk &see(const char *name)
    {
        m_ok = m_ok && QTest::qWaitFor([&] { return m_console.shows(name); });
        return *this;
    }
    Walk &type(const char *name, const QString &text)
    {
        see(name);
        m_ok = m_ok && m_console.type(name, text);
        return *this;
    }
    [[nodiscard]] operator bool() const { return m_ok; }

private:
    const ConsoleFixture &m_console;
    bool m_ok = true;
};

struct Scene
{
    const char *name;
    void (*populate)(FakeEngine &);
    bool isReachable;
    bool (*go)(ConsoleFixture &);
};

[[nodiscard]] const QList<Scene> &scenes();

} // namespace unmta::test
