// The table of settings, row by row: what every place that is made from it relies on.
#include "base/AllSettings.h"
#include "support/SettingRows.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_all_settings {

using namespace Qt::StringLiterals;

class TestAllSettings : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_manual; // as a reader sees it: without the marks of troff

private Q_SLOTS:
    void initTestCase()
    {
        const QString page = m_dir.filePath(u"page"_s);
        QProcess maker;
        maker.start(test::programPath(u"unmta-settings-text"_s),
                    {test::sourcePath(u"packaging/man/unmta-engine.8"_s), page});
        QVERIFY(maker.waitForFinished());
        QVERIFY2(maker.exitStatus() == QProcess::NormalExit && maker.exitCode() == 0,
                 maker.readAllStandardError().constData());
        QFile file(page);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_manual = QString::fromUtf8(file.readAll());
        m_manual.replace(u"\\-"_s, u"-"_s).replace(u"\\(lq"_s, u"“"_s).replace(u"\\(rq"_s, u"”"_s);
        m_manual.remove(QRegularExpression(u"\\\\(?:f[BR]|%)"_s));
    }

    void rowsAreComplete_data() { test::addSettingRows(); }
    void rowsAreComplete()
    {
        QFETCH(const Setting *const, row);
        static const QRegularExpression name(u"\\A[a-z]+\\.[a-z]+(?:_[a-z]+)*\\z"_s);
        QVERIFY(name.match(QString::fromLatin1(row->name)).hasMatch());
        QCOMPARE(findSetting(QString::fromLatin1(row->name)), row); // the name is nobody else's
        const QString label = QString::fromUtf8(row->label);
        QVERIFY(!label.isEmpty() && label.size() <= 22);
        const QString sentence = QString::fromUtf8(row->sentence);
        QVERIFY2(sentence.size() > 20 && sentence.size() <= 90, row->sentence);
        QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'\n'), row->sentence);
        QVERIFY(std::any_of(std::begin(settingGroups), std::end(settingGroups),
                            [row](const SettingGroupRow &group) { return group.group == row->group; }));
        QVERIFY(!row->advice || *row->advice);
    }

    void choicesBelongToChoices_data() { test::addSettingRows(); }
    void choicesBelongToChoices()
    {
        QFETCH(const Setting *const, row);
        const QStringList choices = settingChoices(*row);
        QCOMPARE(!choices.isEmpty(), row->type == SettingType::Choice);
        if (!choices.isEmpty()) {
            QVERIFY(choices.size() >= 2);
            QVERIFY(choices.contains(QString::fromUtf8(row->byDefault)));
        }
        // A secret that everybody knows is none.
        QVERIFY(!row->isSecret() || !*row->byDefault);
    }

    void theManualDescribesIt_data() { test::addSettingRows(); }
    void theManualDescribesIt()
    {
        QFETCH(const Setting *const, row);
        QString expected = u".TP\n.B %1\n%2\n"_s.arg(QString::fromLatin1(row->name), QString::fromUtf8(row->sentence));
        if (const QStringList choices = settingChoices(*row); !choices.isEmpty())
            expected += u"One of %1.\n"_s.arg(choices.join(u", "_s));
        if (*row->byDefault)
            expected += u"Default: %1\n"_s.arg(QString::fromUtf8(row->byDefault));
        QCOMPARE(m_manual.count(expected), 1);
    }

    void groupsAreNeitherEmptyNorTorn()
    {
        QList<SettingGroup> inOrder;
        for (const Setting &row : allSettings) {
            if (inOrder.isEmpty() || inOrder.last() != row.group)
                inOrder << row.group;
        }
        QList<SettingGroup> groups;
        for (const SettingGroupRow &row : settingGroups) {
            groups << row.group;
            QVERIFY(*row.title);
        }
        QCOMPARE(inOrder, groups);
    }

    void choicesBelongToTheDescription()
    {
        QCOMPARE(settingDescription(*findSetting(u"privacy.user_agent")),
                 u"What is kept of a recipient's program. One of: full, none."_s);
        QCOMPARE(settingDescription(*findSetting(u"smtp.from")), u"The address that notices come from."_s);
    }

    void unknownNamesHaveNoRow()
    {
        QCOMPARE(findSetting(u"no.such"), nullptr);
        QCOMPARE(findSetting(u"MONITOR.INTERVAL"), nullptr);
        QCOMPARE(findSetting({}), nullptr);
    }

    void namesInCodeAreTheirRows()
    {
        constexpr SettingName name = "smtp.tls";
        QCOMPARE(&name.row(), findSetting(u"smtp.tls"));
    }
};

UNMTA_TEST(TestAllSettings)

} // namespace unmta::tst_all_settings

#include "tst_all_settings.moc"
