// The dispatcher alone: that every operation has its handler.
#include "api/ApiDispatcher.h"
#include "contract/ErrorText.h"
#include "contract/Operations.h"
#include "service/access/TokenService.h"
#include "service/changes/ChangeFeed.h"
#include "store/EngineStore.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_api_dispatcher {

using namespace Qt::StringLiterals;

namespace {

// What a dispatcher needs, and nothing that answers.
struct World
{
    QTemporaryDir directory;
    SystemRandom random;
    SystemClock clock;
    std::unique_ptr<store::EngineStore> store = *store::EngineStore::open(directory.path(), random);
    ChangeFeed feed{u"e"_s};
    TokenService tokens{*store, feed, clock, random};
};

ApiResponse answered()
{
    ApiResponse response;
    response.status = 204;
    return response;
}

} // namespace

class TestApiDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operationsWithoutHandlerAreNamed()
    {
        World world;
        ApiDispatcher dispatcher(world.tokens, world.clock, true);
        for (const Route *operation : operations()) {
            if (operation != &api::getMonitor && operation != &api::advanceClock)
                dispatcher.on(*operation, [](const ApiCall &) -> Result<ApiResponse> { return answered(); });
        }
        const auto checked = dispatcher.checkHandlers();
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, u"api.unhandled"_s);
        QCOMPARE(checked.error().context.value(u"operations"_s), u"getMonitor, advanceClock"_s);
        QVERIFY(errorSentence(checked.error()).contains(u"getMonitor, advanceClock"_s));

        dispatcher.on(api::getMonitor, [](const ApiCall &) -> Result<ApiResponse> { return answered(); });
        dispatcher.on(api::advanceClock, [](const ApiCall &) -> Result<ApiResponse> { return answered(); });
        QVERIFY(dispatcher.checkHandlers());
    }

    void outsideTheSandboxItsOperationsAreNotThere()
    {
        World world;
        ApiDispatcher dispatcher(world.tokens, world.clock, false);
        for (const Route *operation : operations()) {
            if (!operation->isSandboxOnly())
                dispatcher.on(*operation, [](const ApiCall &) -> Result<ApiResponse> { return answered(); });
        }
        QVERIFY(dispatcher.checkHandlers());
        int status = 0;
        const ApiCaller caller{ApiCaller::Kind::Console, {}, {}};
        dispatcher.dispatch(plainRequest(api::listDnsRecords, {}), caller,
                            [&](const ApiResponse &response) { status = response.status; });
        QCOMPARE(status, 404);
        dispatcher.dispatch(plainRequest(api::getServer, {}), caller,
                            [&](const ApiResponse &response) { status = response.status; });
        QCOMPARE(status, 204);
    }
};

UNMTA_TEST(TestApiDispatcher)

} // namespace unmta::tst_api_dispatcher

#include "tst_api_dispatcher.moc"
