// The codes of refusals in resources/openapi.yaml: each stands as an example at the response that it comes with.
#include "api/ErrorStatus.h"
#include "contract/ErrorText.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QMultiMap>
#include <QTest>

namespace unmta::tst_api_document {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

// Code → status, of the examples in components/responses.
QMultiMap<QString, int> documentedCodes()
{
    QMultiMap<QString, int> codes;
    QString part;
    int status = 0;
    for (const DocumentLine &line : apiDocumentSection(u"components"_s)) {
        if (line.indent == 2)
            part = line.text;
        else if (part == u"responses:" && line.indent == 4)
            status = line.text.mid(5, 3).toInt(); // "error422:"
        else if (part == u"responses:" && line.text.startsWith(u"code: "_s))
            codes.insert(line.text.sliced(6), status);
    }
    return codes;
}

} // namespace

class TestApiDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeIsAnExample()
    {
        const auto documented = documentedCodes();
        QStringList missing;
        for (const QString &code : errorCodes()) {
            const int status = httpStatusOf(code);
            // 500: not said by the API, or told as request.internal. 405 belongs to methods that are not described.
            if (status != 500 && status != 405 && !documented.contains(code, status))
                missing << u"%1 at error%2"_s.arg(code).arg(status);
        }
        missing.sort();
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u", "_s)));
    }

    void noExampleIsOfAnotherCode()
    {
        const auto documented = documentedCodes();
        QVERIFY(documented.size() > 100);
        for (auto it = documented.cbegin(); it != documented.cend(); ++it) {
            QVERIFY2(hasErrorSentence(it.key()), qPrintable(it.key()));
            QVERIFY2(httpStatusOf(it.key()) == it.value(), qPrintable(it.key()));
            QVERIFY2(documented.count(it.key()) == 1, qPrintable(it.key()));
        }
    }
};

UNMTA_TEST(TestApiDocument)

} // namespace unmta::tst_api_document

#include "tst_api_document.moc"
