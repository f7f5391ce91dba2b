package relations

// ReadDocument is readDocument, for a test with a limit smaller than Decode's.
var ReadDocument = readDocument
