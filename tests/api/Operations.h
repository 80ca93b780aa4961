// One call of every operation of the management API, as the tests make it.
#pragma once

#include "contract/Operations.h"
#include "support/ApiWorld.h"

namespace unmta::test {

enum class Shape : std::uint8_t
{
    Object,  // {"data": {…}}
    List,    // {"data": [{…}, …], "meta": {"next": …}}
    Empty,   // 204
    Text,    // not JSON of ours
    Refusal, // in the world of this test it cannot be done
};

struct OperationCase
{
    const Route *operation;
    std::function<ApiRequest(const Route &operation, ApiWorld &world, int row)> request;
    int status = 200;
    Shape shape = Shape::Object;
    QStringList fields = {}; // of the object, or of a list's first entry
    int statusByNetwork = 0; // where it differs: what only this computer may ask for
};

// A domain that is active, has an event and a check, before any of these is called.
inline const QString activeName = QStringLiteral("track.example.com");

[[nodiscard]] QList<OperationCase> operationCases();
// Rows of a test's data: every operation through every door. Columns: "operation", an index of operationCases(), and
// "door".
void addOperationsByDoor();

} // namespace unmta::test
