/**
 * What every service stands on: the actor system and the contract between a service and the process
 * that runs it. Nothing here knows a business area, a document or a model.
 */
package io.blatam.platform;
