// The engine as a service of the user: the unit, and what the service manager is asked, of one that the test is.
#include "common/UserService.h"
#include "support/Patience.h"
#include "support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_user_service {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUserService : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QByteArray m_path;

    // A program that writes down how it was called, and ends with `status` after saying `words`.
    [[nodiscard]] bool program(const QString &name, int status, const QByteArray &words = {}) const
    {
        QFile file(m_dir->filePath(name));
        const QByteArray script = "#!/bin/sh\necho " + name.toLatin1() + " \"$@\" >> '" +
                                  m_dir->filePath(u"asked"_s).toUtf8() + "'\necho '" + words + "' >&2\nexit " +
                                  QByteArray::number(status) + '\n';
        return file.open(QIODevice::WriteOnly) && file.write(script) > 0 &&
               file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    [[nodiscard]] QStringList asked() const
    {
        QFile file(m_dir->filePath(u"asked"_s));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                              : QStringList();
    }
    [[nodiscard]] QString unit() const
    {
        QFile file(m_dir->filePath(u"config/systemd/user/unmta-engine.service"_s));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    [[nodiscard]] static EngineConfig config()
    {
        EngineConfig config;
        config.dataDir = u"/srv/ann/with \"blanks\" and 100%"_s;
        config.http = {{u"::"_s, 8080}};
        config.https = {{u"192.0.2.1"_s, 8443}};
        return config;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = qgetenv("PATH");
        qputenv("PATH", m_dir->path().toUtf8() + ':' + m_path);
        qputenv("XDG_CONFIG_HOME", m_dir->filePath(u"config"_s).toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_dir->path().toUtf8());
    }
    void cleanup()
    {
        qputenv("PATH", m_path);
        qunsetenv("XDG_CONFIG_HOME");
        qunsetenv("XDG_RUNTIME_DIR");
    }

    void isPossibleWithAManagerAndAnEngine()
    {
        QVERIFY(program(u"systemctl"_s, 0) && program(u"engine"_s, 0));
        const QString engine = m_dir->filePath(u"engine"_s);
        QVERIFY(!UserService::isPossible(engine)); // nobody listens
        QVERIFY(QDir(m_dir->path()).mkdir(u"systemd"_s));
        QFile socket(m_dir->filePath(u"systemd/private"_s));
        QVERIFY(socket.open(QIODevice::WriteOnly));
        QVERIFY(UserService::isPossible(engine));
        QVERIFY(!UserService::isPossible(m_dir->filePath(u"missing"_s)));
    }

    void installsTheSameEngine()
    {
        QVERIFY(program(u"systemctl"_s, 0));
        UserService service(u"/opt/un$mta/unmta-engine"_s, config());
        QSignalSpy installed(&service, &UserService::installed);
        service.install();
        QVERIFY(installed.wait(patienceMs));
        QCOMPARE(asked(),
                 (QStringList{u"systemctl --user daemon-reload"_s, u"systemctl --user enable unmta-engine.service"_s}));
        // Quoted as systemd.service(5) wants it.
        QVERIFY2(unit().contains(u"ExecStart=\"/opt/un$$mta/unmta-engine\" \"--data-dir\" "
                                 "\"/srv/ann/with \\\"blanks\\\" and 100%%\" \"--api\" \"127.0.0.1:8089\" "
                                 "\"--http\" \"[::]:8080\" \"--https\" \"192.0.2.1:8443\"\n"_s),
                 qPrintable(unit()));
        QVERIFY(unit().contains(u"Type=notify\n"_s) && unit().contains(u"WantedBy=default.target\n"_s));
    }

    void starts_data()
    {
        QTest::addColumn<int>("linger");
        QTest::addColumn<bool>("endsWithLogin");
        QTest::newRow("for good") << 0 << false;
        QTest::newRow("while the user is there") << 1 << true;
    }
    void starts()
    {
        QFETCH(const int, linger);
        QFETCH(const bool, endsWithLogin);
        QVERIFY(program(u"systemctl"_s, 0) && program(u"loginctl"_s, linger));
        UserService service(u"/opt/unmta-engine"_s, config());
        QSignalSpy started(&service, &UserService::started);
        service.start();
        QVERIFY(started.wait(patienceMs));
        QCOMPARE(started.first().first().toBool(), endsWithLogin);
        QCOMPARE(asked().first(), u"systemctl --user start unmta-engine.service"_s);
    }

    void tellsWhatTheManagerSays()
    {
        QVERIFY(program(u"systemctl"_s, 1, "Failed to connect to bus"));
        UserService service(u"/opt/unmta-engine"_s, config());
        QSignalSpy failed(&service, &UserService::failed);
        QSignalSpy installed(&service, &UserService::installed);
        service.install();
        QVERIFY(failed.wait(patienceMs));
        const Error error = failed.first().first().value<Error>();
        QCOMPARE(error.code, u"console.service"_s);
        QVERIFY2(error.context.value(u"reason"_s).contains(u"Failed to connect to bus"_s), qPrintable(describe(error)));
        QVERIFY(installed.isEmpty());
        QCOMPARE(asked().size(), 1); // and nothing after it
    }
};

UNMTA_TEST(TestUserService)

} // namespace unmta::tst_user_service

#include "tst_user_service.moc"
