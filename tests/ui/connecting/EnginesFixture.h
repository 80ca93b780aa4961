// A window with a choice of engines: one in memory in place of this computer's own, and real ones elsewhere, by HTTPS.
#pragma once

#include "connecting/Engines.h"
#include "shell/MainWindow.h"
#include "support/ApiWorld.h"
#include "ui/FakeEngine.h"
#include "ui/WindowHands.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace unmta::test {

// Answers later, as the system's does; or declines.
class FakeKeychain final : public ui::Keychain
{
public:
    struct State
    {
        QHash<QString, QString> secrets;
        bool declines = false;
    };

    explicit FakeKeychain(State &state)
        : m_state(state)
    {}
    void read(const QString &key, Done done) override
    {
        later([this, key] { return Answer{m_state.secrets.contains(key), m_state.secrets.value(key), {}}; }, done);
    }
    void write(const QString &key, const QString &secret, Done done) override
    {
        later(
            [this, key, secret] {
                m_state.secrets.insert(key, secret);
                return Answer{true, {}, {}};
            },
            done);
    }
    void remove(const QString &key, Done done) override
    {
        later([this, key] { return Answer{m_state.secrets.remove(key), {}, {}}; }, done);
    }

private:
    void later(const std::function<Answer()> &act, const Done &done)
    {
        QTimer::singleShot(0, &m_here, [this, act, done] {
            done(m_state.declines ? Answer{false, {}, QStringLiteral("no service")} : act());
        });
    }

    State &m_state;
    QObject m_here;
};

// A real installation, whose API is reached from other computers too, and so by TLS.
[[nodiscard]] inline EngineConfig beyondThisComputer()
{
    EngineConfig config;
    config.http = config.https = {{QStringLiteral("127.0.0.1"), 0}};
    config.api = {QStringLiteral("0.0.0.0"), 0};
    // Nobody outside this computer is asked for anything.
    config.settings = {{QStringLiteral("dns.resolvers"), QStringLiteral("127.0.0.1:1")},
                       {QStringLiteral("certificates.issuer"), QStringLiteral("internal")}};
    return config;
}

class EnginesFixture final : public WindowHands
{
public:
    enum class Keys
    {
        InKeychain,
        Declined,
        None
    };

    explicit EnginesFixture(Keys keys = Keys::InKeychain)
        : m_transport(home.handler())
        , m_keys(keys)
    {
        keychain.declines = keys == Keys::Declined;
        home.addDomain(QStringLiteral("track.home.example.com"));
        open();
    }
    ~EnginesFixture() override
    {
        m_window.reset();
        qApp->setStyleSheet({});
    }

    // As at a later start of the program.
    void reopen()
    {
        m_window.reset();
        open();
    }

    [[nodiscard]] QWidget *root() const override { return m_window.get(); }
    [[nodiscard]] bool isReady() const { return QTest::qWaitForWindowActive(m_window.get()); }
    [[nodiscard]] QString tokenDirectory() const { return m_directory.filePath(QStringLiteral("tokens")); }
    [[nodiscard]] QString settingsFile() const { return m_directory.filePath(QStringLiteral("console.ini")); }
    // Whose domains are listed.
    [[nodiscard]] bool lists(const char *domain) const
    {
        // Perhaps the setup stands before it.
        return table("domainTable") && rowOf("domainTable", QString::fromLatin1(domain)) >= 0;
    }
    // By the mouse, up to the first answer.
    [[nodiscard]] bool startConnecting(const QString &url, const QString &token, const QString &name) const
    {
        return clickMenu("engineButton", "addEngineAction") &&
               QTest::qWaitFor([this] { return shows("connectionDialog"); }) && type("connectionNameEdit", name) &&
               type("connectionUrlEdit", url) && type("connectionTokenEdit", token) && click("connectButton");
    }
    [[nodiscard]] bool trustAndConnect() const
    {
        return QTest::qWaitFor([this] { return shows("trustCard"); }) && click("connectButton") &&
               QTest::qWaitFor([this] { return !shows("connectionDialog"); });
    }

    FakeEngine home;
    FakeKeychain::State keychain;
    std::unique_ptr<ui::Engines> engines;

private:
    void open()
    {
        engines.reset();
        m_settings = std::make_unique<QSettings>(settingsFile(), QSettings::IniFormat);
        engines = std::make_unique<ui::Engines>(
            m_settings.get(), m_keys == Keys::None ? nullptr : std::make_unique<FakeKeychain>(keychain),
            tokenDirectory());
        engines->setHome(m_transport, QStringLiteral("this computer"));
        ui::UiOptions options{&home.clock, nullptr, QStringLiteral("this computer")};
        options.engines = engines.get();
        m_window = std::make_unique<ui::MainWindow>(m_transport, options);
        m_window->show();
    }

    QTemporaryDir m_directory;
    FakeTransport m_transport;
    Keys m_keys;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace unmta::test
