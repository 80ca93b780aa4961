// Which leaves a message has, where they are, and who may touch them.
#include "rewriter/mime/MimeScanner.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_mime_scanner {

using namespace unmta::rewriter;

namespace {

// Lines joined by CRLF; the rows below write "|" for a line end.
QByteArray mail(const char *text)
{
    return QByteArray(text).replace("|", "\r\n");
}

const char *accessName(PartAccess access)
{
    switch (access) {
    case PartAccess::Open:
        return "open";
    case PartAccess::Attachment:
        return "attachment";
    case PartAccess::AttachedMessage:
        return "message";
    case PartAccess::Signed:
        return "signed";
    case PartAccess::Encrypted:
        return "encrypted";
    case PartAccess::Report:
        return "report";
    case PartAccess::Ambiguous:
        return "ambiguous";
    }
    return "";
}

// "1.2 text/html open [body]" per leaf.
QByteArray describe(const QByteArray &message, const RewriteLimits &limits = {})
{
    const std::string_view text(message.constData(), static_cast<std::size_t>(message.size()));
    QByteArrayList result;
    const MimeMessage scanned = scanMime(text, limits);
    for (const MimePart &part : scanned.parts)
        result.append(QByteArray::fromStdString(part.path + ' ' + part.type + ' ' + accessName(part.access) + " [" +
                                                std::string(part.body.in(text)) + ']'));
    if (scanned.exceeded != ScanLimit::None)
        result.append("exceeded");
    return result.join("; ").replace("\r\n", "|");
}

} // namespace

class MimeScannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsLeaves_data();
    void findsLeaves();
    void readsTypesAndEncodings_data();
    void readsTypesAndEncodings();
    void headerFieldsAreExact();
    void limitsHold();
    void bareLineFeedsWork();
};

void MimeScannerTest::findsLeaves_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("leaves");
    const auto row = [](const char *name, const char *message, const char *leaves) {
        QTest::newRow(name) << mail(message) << QByteArray(leaves);
    };
    row("plain", "Subject: x||hello|", "1 text/plain open [hello|]");
    row("empty", "", "1 text/plain open []");
    row("header only", "Subject: x|", "1 text/plain open []");
    row("html", "Content-Type: text/html||<p>", "1 text/html open [<p>]");
    row("alternative",
        "Content-Type: multipart/alternative; boundary=b||pre|--b||text|--b|Content-Type: text/html||<p>|"
        "--b--|post|",
        "1 text/plain open [text]; 2 text/html open [<p>]");
    row("folded parameter, quoted boundary", "Content-Type: multipart/mixed;|\tboundary=\"a b\"||--a b||x|--a b--|",
        "1 text/plain open [x]");
    row("comment in the type", "Content-Type: (c) multipart/mixed (d); (e) boundary=b (f)||--b||x|--b--",
        "1 text/plain open [x]");
    row("padding after the delimiter", "Content-Type: multipart/mixed; boundary=b||--b \t||x|--b-- |",
        "1 text/plain open [x]");
    row("a longer line is no delimiter", "Content-Type: multipart/mixed; boundary=b||--b||--bc|x|--b--",
        "1 text/plain open [--bc|x]");
    row("nested",
        "Content-Type: multipart/mixed; boundary=o||--o|Content-Type: multipart/alternative; boundary=i||--i||t|"
        "--i|Content-Type: text/html||h|--i--|--o|Content-Type: image/gif||g|--o--",
        "1.1 text/plain open [t]; 1.2 text/html open [h]; 2 image/gif open [g]");
    row("inner end missing",
        "Content-Type: multipart/mixed; boundary=o||--o|Content-Type: multipart/alternative; "
        "boundary=i||--i||t|--o||u|--o--",
        "1.1 text/plain open [t]; 2 text/plain open [u]");
    row("both ends missing", "Content-Type: multipart/mixed; boundary=o||--o||t", "1 text/plain open [t]");
    row("empty part", "Content-Type: multipart/mixed; boundary=o||--o||--o|X: y|--o||z|--o--",
        "1 text/plain open []; 2 text/plain open []; 3 text/plain open [z]");
    row("signed", "Content-Type: multipart/signed; boundary=b||--b|Content-Type: text/html||h|--b--",
        "1 text/html signed [h]");
    row("signed below mixed",
        "Content-Type: multipart/mixed; boundary=o||--o|Content-Type: multipart/signed; "
        "boundary=b||--b|Content-Type: multipart/alternative; boundary=c||--c|Content-Type: "
        "text/html||h|--c--|--b--|--o|Content-Type: text/html||f|--o--",
        "1.1.1 text/html signed [h]; 2 text/html open [f]");
    row("encrypted", "Content-Type: multipart/encrypted; boundary=b||--b|Content-Type: text/html||h|--b--",
        "1 text/html encrypted [h]");
    row("s/mime", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data||x",
        "1 application/pkcs7-mime encrypted [x]");
    row("attached message",
        "Content-Type: multipart/mixed; boundary=b||--b|Content-Type: message/rfc822||Content-Type: "
        "text/html||h|--b--",
        "1 message/rfc822 message [Content-Type: text/html||h]");
    row("digest", "Content-Type: multipart/digest; boundary=b||--b||Subject: y||h|--b--",
        "1 message/rfc822 message [Subject: y||h]");
    row("report", "Content-Type: multipart/report; boundary=b||--b|Content-Type: text/html||h|--b--",
        "1 text/html report [h]");
    row("attachment", "Content-Type: text/html|Content-Disposition: attachment||h", "1 text/html attachment [h]");
    row("inline", "Content-Type: text/html|Content-Disposition: inline||h", "1 text/html open [h]");
    row("inline with a file name", "Content-Type: text/html|Content-Disposition: inline; filename=a.html||h",
        "1 text/html open [h]");
    row("inline with a file name below mixed",
        "Content-Type: multipart/mixed; boundary=b||--b|Content-Type: text/html|Content-Disposition: inline; "
        "filename=a.html||h|--b--",
        "1 text/html attachment [h]");
    row("named alternatives",
        "Content-Type: multipart/alternative; boundary=b||--b|Content-Type: text/plain; name=a.txt||t|--b|"
        "Content-Type: text/html; name=a.html||h|--b|Content-Type: text/html|Content-Disposition: inline; "
        "filename=b.html||i|--b|Content-Type: text/html|Content-Disposition: attachment||j|--b--",
        "1 text/plain open [t]; 2 text/html open [h]; 3 text/html open [i]; 4 text/html attachment [j]");
    row("the named root of related parts",
        "Content-Type: multipart/alternative; boundary=o||--o|Content-Type: multipart/related; boundary=b; "
        "name=x||--b|Content-Type: text/html; name=a.html||h|--b|Content-Type: text/html; name=b.html||i|--b--|--o--",
        "1.1 text/html open [h]; 1.2 text/html attachment [i]");
    row("alternatives in an attachment",
        "Content-Type: multipart/alternative; boundary=b|Content-Disposition: attachment||--b|Content-Type: text/html; "
        "name=a.html||h|--b--",
        "1 text/html attachment [h]");
    row("named alternatives below signed",
        "Content-Type: multipart/signed; boundary=o||--o|Content-Type: multipart/alternative; boundary=b||--b|"
        "Content-Type: text/html; name=a.html||h|--b--|--o--",
        "1.1 text/html signed [h]");
    row("type twice", "Content-Type: text/html|Content-Type: text/plain||h", "1 text/plain ambiguous [h]");
    row("encoding twice",
        "Content-Type: text/html|Content-Transfer-Encoding: 7bit|Content-Transfer-Encoding: "
        "base64||h",
        "1 text/html ambiguous [h]");
    row("charset twice", "Content-Type: text/html; charset=utf-8; charset=utf-16||h", "1 text/html ambiguous [h]");
    row("a line that is no field", "Content-Type: text/html|what is this|X: y||h", "1 text/html ambiguous [h]");
    row("a part with a name",
        "Content-Type: multipart/mixed; boundary=b||--b|Content-Type: text/html; name=a.html||h|--b--",
        "1 text/html attachment [h]");
    row("the message itself with a name", "Content-Type: text/html; name=\"mail.html\"||h", "1 text/html open [h]");
    row("the message itself with a name, attached",
        "Content-Type: text/html; name=a.html|Content-Disposition: attachment||h", "1 text/html attachment [h]");
    row("mbox separator", "From someone Tue|Content-Type: text/html||h", "1 text/html open [h]");
    row("mbox separator with a time", "From a@b Mon Jan  1 10:00:00 2026|Content-Type: text/html||h",
        "1 text/html open [h]");
    row("mbox separator that is not first", "X: y|From a@b Mon Jan  1 10:00:00 2026|Content-Type: text/html||h",
        "1 text/html ambiguous [h]");
    row("an old spelling of From is no separator", "From : a@b|Content-Type: text/html||h",
        "1 text/html ambiguous [h]");
    row("same boundary inside",
        "Content-Type: multipart/mixed; boundary=b||--b|Content-Type: multipart/mixed; "
        "boundary=b||--b||x|--b--",
        "1 multipart/mixed ambiguous []; 2 text/plain open [x]");
    row("boundary like another's end",
        "Content-Type: multipart/mixed; boundary=b||--b|Content-Type: multipart/mixed; "
        "boundary=b--||x|--b--|y",
        "1 multipart/mixed ambiguous [x]");
    row("no boundary", "Content-Type: multipart/mixed||--x||y", "1 multipart/mixed ambiguous [--x||y]");
    row("encoded multipart",
        "Content-Type: multipart/mixed; boundary=b|Content-Transfer-Encoding: base64||--b||x|--b--",
        "1 multipart/mixed ambiguous [--b||x|--b--]");
    row("type without slash", "Content-Type: html||h", "1 text/plain ambiguous [h]");
}

void MimeScannerTest::findsLeaves()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, leaves);
    QCOMPARE(describe(message), leaves);
}

void MimeScannerTest::readsTypesAndEncodings_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<int>("encoding");
    const auto row = [](const char *name, const char *header, const char *charset, TransferEncoding encoding) {
        QTest::newRow(name) << mail(header) << QByteArray(charset) << static_cast<int>(encoding);
    };
    row("nothing said", "X: y|", "", TransferEncoding::Identity);
    row("quoted charset", "Content-Type: text/html; charset=\"UTF-8\"|", "utf-8", TransferEncoding::Identity);
    row("bare charset, comment", "Content-Type: text/html;charset=ISO-8859-1(x)|", "iso-8859-1",
        TransferEncoding::Identity);
    row("escaped", "Content-Type: text/html; charset=\"ut\\f-8\"|", "utf-8", TransferEncoding::Identity);
    row("quoted-printable", "content-transfer-encoding:  Quoted-Printable |", "", TransferEncoding::QuotedPrintable);
    row("base64 with comment", "Content-Transfer-Encoding: (x) BASE64|", "", TransferEncoding::Base64);
    row("8bit", "Content-Transfer-Encoding: 8bit|", "", TransferEncoding::Identity);
    row("binary", "Content-Transfer-Encoding: binary|", "", TransferEncoding::Identity);
    row("uuencode", "Content-Transfer-Encoding: x-uuencode|", "", TransferEncoding::Unknown);
    row("other parameters", "Content-Type: text/html; format=flowed; charset=x; delsp|", "x",
        TransferEncoding::Identity);
}

void MimeScannerTest::readsTypesAndEncodings()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, charset);
    QFETCH(int, encoding);
    const QByteArray message = header + "\r\nx";
    const MimeMessage scanned = scanMime(message.toStdString(), {});
    QCOMPARE(scanned.parts.size(), 1u);
    QCOMPARE(QByteArray::fromStdString(scanned.parts[0].charset), charset);
    QCOMPARE(static_cast<int>(scanned.parts[0].encoding), encoding);
}

void MimeScannerTest::headerFieldsAreExact()
{
    const std::string text = "A: 1\r\nB:\r\n\t2\r\n 3\r\nC: 4\r\n\r\nbody";
    const MimeMessage scanned = scanMime(text, {});
    QCOMPARE(scanned.header.size(), 3u);
    QCOMPARE(scanned.header[1].whole.in(text), "B:\r\n\t2\r\n 3\r\n");
    QCOMPARE(scanned.header[1].name.in(text), "B");
    QCOMPARE(unfolded(scanned.header[1].value.in(text)), "2 3");
    QCOMPARE(text.substr(scanned.bodyBegin), "body");
}

void MimeScannerTest::limitsHold()
{
    QByteArray deep;
    for (int i = 0; i < 50; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + QByteArray::number(i) + "|" + "|--b" +
                QByteArray::number(i) + "|";
    QVERIFY(describe(mail(deep)).endsWith("exceeded"));
    QByteArray wide = "Content-Type: multipart/mixed; boundary=b||";
    for (int i = 0; i < 1100; ++i)
        wide += "--b||x|";
    QVERIFY(describe(mail(wide)).endsWith("exceeded"));
    RewriteLimits limits;
    limits.messageBytes = 10;
    QCOMPARE(describe("Subject: x\r\n\r\n", limits), "exceeded");
}

void MimeScannerTest::bareLineFeedsWork()
{
    QByteArray message =
        mail("Content-Type: multipart/mixed; boundary=o||--o|Content-Type: text/html||h|i|--o||j|--o--");
    message.replace("\r\n", "\n");
    QCOMPARE(describe(message), "1 text/html open [h\ni]; 2 text/plain open [j]");
}

UNMTA_TEST(MimeScannerTest)

} // namespace unmta::tst_mime_scanner

#include "tst_mime_scanner.moc"
