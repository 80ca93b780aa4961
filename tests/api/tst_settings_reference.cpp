// The settings that the API shows and the ones that its description names are those of the table.
#include "base/AllSettings.h"
#include "support/ApiWorld.h"
#include "support/SettingRows.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_settings_reference {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestSettingsReference : public QObject
{
    Q_OBJECT

    ApiWorld m_world;
    QJsonObject m_shown;
    QString m_schema; // of Settings, in the description

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
        m_shown = m_world.get({u"settings"_s}).data().toObject();
        const QString document = QString::fromUtf8(m_world.get({u"openapi.yaml"_s}).raw.body);
        const qsizetype start = document.indexOf(u"\n    Settings:\n"_s);
        m_schema = document.mid(start, document.indexOf(u"\n    Token:\n"_s, start) - start);
    }

    void theApiShowsIt_data() { addSettingRows(); }
    void theApiShowsIt()
    {
        QFETCH(const Setting *const, row);
        QVERIFY(m_shown.value(QString::fromLatin1(row->name)).isString());
    }
    void theApiShowsNothingElse() { QCOMPARE(m_shown.size(), qsizetype(std::size(allSettings))); }

    void theDescriptionNamesIt_data() { addSettingRows(); }
    void theDescriptionNamesIt()
    {
        QFETCH(const Setting *const, row);
        const auto yaml = [](QString text) { return text.replace(u"'"_s, u"''"_s); };
        const QString expected =
            u"\n        %1:\n          type: string\n          default: '%2'\n"
            "          description: '%3"_s.arg(QString::fromLatin1(row->name), yaml(QString::fromUtf8(row->byDefault)),
                                               yaml(QString::fromUtf8(row->sentence)));
        const qsizetype found = m_schema.indexOf(expected);
        QVERIFY2(found >= 0, qPrintable(m_schema));
        const QString rest = m_schema.mid(found + expected.size()).section(u'\n', 0, 0);
        const QStringList choices = settingChoices(*row);
        QCOMPARE(rest, choices.isEmpty() ? u"'"_s : u" One of: %1.'"_s.arg(choices.join(u", "_s)));
    }
};

UNMTA_TEST(TestSettingsReference)

} // namespace unmta::tst_settings_reference

#include "tst_settings_reference.moc"
