// A copy of the store is fetched, checked and told of; a copy is restored only by somebody who has read what that
// means; and what is saved for those who help has no secrets.
#include "backup/BackupCard.h"
#include "session/Session.h"
#include "shell/AboutDialog.h"
#include "shell/Diagnostics.h"
#include "support/TestMain.h"
#include "support/system/Host.h"
#include "ui/ConsoleFixture.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

namespace unmta::tst_ui_backup {

using namespace unmta::test;
using namespace unmta::ui;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ApiResponse answer(int status, const QJsonObject &body)
{
    ApiResponse response;
    response.status = status;
    response.body = QJsonDocument(body).toJson();
    return response;
}

// Two files, the second in two pieces.
class Copies
{
public:
    FakeTransport::Handler handler(FakeEngine &engine)
    {
        return [this, others = engine.handler()](const ApiRequest &request, const FakeTransport::Respond &respond) {
            if (!request.path.endsWith(u"/backup"_s))
                return others(request, respond);
            if (request.method == Method::Post)
                return respond(
                    refused ? answer(403, {{u"message"_s, u"The store is copied only for somebody on the "
                                                          "engine's own computer. Run unmta-ctl backup "
                                                          "there."_s},
                                           {u"code"_s, u"backup.local_only"_s}})
                            : answer(201, {{u"data"_s,
                                            QJsonObject{{u"directory"_s, u"/engine/copies/c1"_s},
                                                        {u"files"_s, QJsonArray{u"engine.db"_s, u"events.db"_s}}}}}));
            if (request.method == Method::Delete) {
                ++forgotten;
                return respond(answer(204, {}));
            }
            const QString file = request.query.queryItemValue(u"file"_s);
            const int piece = request.query.queryItemValue(u"piece"_s).toInt();
            const QByteArray content = file == u"engine.db"_s ? "configuration" : piece == 0 ? "first," : "second";
            respond(answer(200, {{u"data"_s, QJsonObject{{u"content"_s, QString::fromLatin1(content.toBase64())},
                                                         {u"is_last"_s, file == u"engine.db"_s || piece == 1}}}}));
        };
    }

    bool refused = false;
    int forgotten = 0;
};

struct World
{
    explicit World(CopyCheck check = {}, bool canRestore = true)
        : transport(copies.handler(engine))
        , session(transport, engine.clock)
        , card(session, std::move(check), canRestore)
    {
        card.show();
    }

    [[nodiscard]] QString state() const { return card.findChild<QLabel *>(u"backupState"_s)->text(); }
    [[nodiscard]] QStringList found() const
    {
        return QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }

    QTemporaryDir folder;
    FakeEngine engine;
    Copies copies;
    FakeTransport transport;
    Session session;
    BackupCard card;
};

} // namespace

class TestUiBackup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCopyIsFetchedAndChecked()
    {
        QString checked;
        World world([&checked](const QString &directory) -> Result<QStringList> {
            checked = directory;
            return QStringList{u"engine.db"_s, u"events.db"_s};
        });
        world.card.backUpTo(world.folder.path());
        QTRY_VERIFY(world.state().contains(u"was opened and checked"_s));
        QCOMPARE(world.found().size(), 1);
        const QString directory = world.folder.filePath(world.found().first());
        QVERIFY(world.state().contains(directory));
        QCOMPARE(checked, directory);
        QCOMPARE(fileOf(directory + u"/engine.db"_s), "configuration"_ba);
        QCOMPARE(fileOf(directory + u"/events.db"_s), "first,second"_ba);
        // The keys are in it.
        if (isUnix()) { // elsewhere the folder says who may
            QVERIFY(!isOpenToOthers(directory));
            QVERIFY(!isOpenToOthers(directory + u"/engine.db"_s));
        }
        QTRY_COMPARE(world.copies.forgotten, 1);
        QVERIFY(world.card.findChild<QPushButton *>(u"backUpButton"_s)->isEnabled());
    }

    void aDamagedCopyIsNotLeft()
    {
        World world([](const QString &directory) -> Result<QStringList> {
            return Error(u"store.corrupt"_s, {}, {{u"path"_s, directory}});
        });
        world.card.backUpTo(world.folder.path());
        QTRY_VERIFY(world.state().contains(u"is damaged"_s));
        QCOMPARE(world.found(), QStringList());
    }

    void aRefusalIsTold()
    {
        World world;
        world.copies.refused = true;
        world.card.backUpTo(world.folder.path());
        QTRY_VERIFY(world.state().contains(u"engine's own computer"_s));
        QCOMPARE(world.found(), QStringList());
        QCOMPARE(world.copies.forgotten, 0);
    }

    void aPlaceThatCannotBeWrittenIsTold()
    {
        World world;
        QFile blocked(world.folder.filePath(u"file"_s));
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        world.card.backUpTo(blocked.fileName());
        QTRY_VERIFY(world.state().contains(u"cannot be written"_s));
    }

    void restoringIsAsked()
    {
        World world;
        QSignalSpy wanted(&world.card, &BackupCard::restoreRequested);
        world.card.askToRestore(u"/copies/c1"_s);
        auto *dialog = world.card.findChild<QDialog *>(u"restoreDialog"_s);
        QVERIFY(dialog);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"keepStoreButton"_s), Qt::LeftButton);
        QVERIFY(wanted.isEmpty());
        QTRY_VERIFY(!world.card.findChild<QDialog *>(u"restoreDialog"_s));
        world.card.askToRestore(u"/copies/c1"_s);
        dialog = world.card.findChild<QDialog *>(u"restoreDialog"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"restoreCopyButton"_s), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), u"/copies/c1"_s);
    }

    // The engine runs on meanwhile, and nobody is asked about what cannot be.
    void aFolderThatIsNoCopyIsRefused()
    {
        World world([](const QString &directory) -> Result<QStringList> {
            if (directory.endsWith(u"whole"_s))
                return QStringList{u"engine.db"_s};
            return Error(u"store.backup_incomplete"_s, {}, {{u"path"_s, directory}, {u"file"_s, u"engine.db"_s}});
        });
        QSignalSpy wanted(&world.card, &BackupCard::restoreRequested);
        world.card.askToRestore(u"/mails"_s);
        QTRY_VERIFY2(world.state().contains(u"engine.db"_s), qPrintable(world.state()));
        QVERIFY(!world.card.findChild<QDialog *>(u"restoreDialog"_s));
        QVERIFY(wanted.isEmpty());
        world.card.askToRestore(u"/whole"_s);
        QTRY_VERIFY(world.card.findChild<QDialog *>(u"restoreDialog"_s));
    }

    void elsewhereItIsSaidWhereToRestore()
    {
        World world({}, false);
        auto *restore = world.card.findChild<QPushButton *>(u"restoreButton"_s);
        QVERIFY(!restore->isEnabled());
        QVERIFY(restore->accessibleDescription().contains(u"unmta-engine --restore"_s));
    }

    void diagnosticsHaveNoSecrets()
    {
        const QStringList planted{u"planted-password"_s, u"planted-key"_s,   u"ops@planted.example"_s,
                                  u"planted-user"_s,     u"planted-token"_s, u"reader@planted.example"_s};
        ConsoleFixture console([&planted](FakeEngine &engine) {
            engine.addActive(u"track.example.com"_s, 100);
            engine.settings.insert(u"smtp.password"_s, planted[0]);
            engine.settings.insert(u"acme.eab_key"_s, planted[1]);
            engine.settings.insert(u"notify.to"_s, planted[2]);
            engine.settings.insert(u"smtp.username"_s, planted[3]);
            engine.settings.insert(u"dns.resolvers"_s, u"192.0.2.53"_s);
            engine.tokens = {{1, planted[4], {u"admin"_s}, {}, engine.clock.now(), {}, {}, {}, {}}};
            engine.addEvent(wire::EventType::Open, u"track.example.com"_s, planted[5]);
        });
        QTRY_COMPARE(console.rows("domainTable"), 1);
        console.window->findChild<QAction *>(u"aboutAction"_s)->trigger();
        auto *about = console.window->findChild<AboutDialog *>();
        QVERIFY(about);
        QVERIFY(about->findChild<QLabel *>(u"libraryList"_s)->text().contains(u"LGPL"_s));
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"diagnostics.json"_s);
        about->saveTo(path);
        QTRY_VERIFY(about->findChild<QLabel *>(u"diagnosticsState"_s)->text().contains(path));
        const QByteArray saved = fileOf(path);
        for (const QString &secret : planted)
            QVERIFY2(!saved.contains(secret.toUtf8()), qPrintable(secret));
        const QJsonObject all = QJsonDocument::fromJson(saved).object();
        QCOMPARE(all.value(u"console"_s).toObject().value(u"version"_s).toString(), QStringLiteral(UNMTA_VERSION));
        QCOMPARE(all.value(u"settings"_s).toObject().value(u"dns.resolvers"_s).toString(), u"192.0.2.53"_s);
        QCOMPARE(all.value(u"settings"_s).toObject().value(u"smtp.password"_s).toString(), u"(set)"_s);
        QCOMPARE(all.value(u"readiness"_s).toArray().size(), console.engine.readiness.checks.size());
        QCOMPARE(all.value(u"domains"_s).toArray().first().toObject().value(u"name"_s).toString(),
                 u"track.example.com"_s);
    }
};

UNMTA_TEST(TestUiBackup)

} // namespace unmta::tst_ui_backup

#include "tst_ui_backup.moc"
